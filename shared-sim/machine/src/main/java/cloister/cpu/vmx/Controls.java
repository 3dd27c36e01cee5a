package cloister.cpu.vmx;

import cloister.cpu.core.Core;

/** What the controls can be, and how the capability registers tell it (SDM 3, appendix A). */
public final class Controls {
  /** Pin-based controls (SDM 3, table 24-5). */
  public static final int EXTERNAL_INTERRUPT_EXITING = 1;

  static final int NMI_EXITING = 1 << 3;

  /** Primary processor-based controls (table 24-6). */
  public static final int INTERRUPT_WINDOW_EXITING = 1 << 2;

  static final int TIME_OFFSETTING = 1 << 3;
  public static final int HLT_EXITING = 1 << 7;
  static final int INVLPG_EXITING = 1 << 9;
  static final int RDPMC_EXITING = 1 << 11;
  static final int RDTSC_EXITING = 1 << 12;
  static final int CR3_LOAD_EXITING = 1 << 15;
  static final int CR3_STORE_EXITING = 1 << 16;
  static final int MOV_DR_EXITING = 1 << 23;
  public static final int PORT_EXITING = 1 << 24;
  static final int PORT_BITMAPS = 1 << 25;
  static final int REGISTER_BITMAPS = 1 << 28;
  public static final int SECONDARY = 1 << 31;

  /** Secondary processor-based controls (table 24-7). */
  public static final int EPT = 1 << 1;

  static final int TABLE_EXITING = 1 << 2;
  static final int VPID = 1 << 5;
  static final int WBINVD_EXITING = 1 << 6;
  public static final int UNRESTRICTED = 1 << 7;

  /** VM-exit controls (table 24-13). */
  static final int SAVE_DEBUG = 1 << 2;

  public static final int ACKNOWLEDGE = 1 << 15;
  static final int SAVE_PAT = 1 << 18;
  static final int LOAD_HOST_PAT = 1 << 19;
  static final int SAVE_EFER = 1 << 20;
  static final int LOAD_HOST_EFER = 1 << 21;

  /** VM-entry controls (table 24-15). */
  static final int LOAD_DEBUG = 1 << 2;

  static final int LOAD_PAT = 1 << 14;
  static final int LOAD_EFER = 1 << 15;

  private static final int BASIC = 0x480;
  static final int FEATURE_CONTROL = 0x3A;

  /** PE, NE and PG; an unrestricted guest needs NE alone. */
  static final int CR0_FIXED = 0x80000021;

  static final int CR0_FIXED_UNRESTRICTED = Core.CR0_NE;
  static final int CR4_VMXE = 1 << 13;

  /** Four words of CR3 that are let pass, and the activity state HLT. */
  private static final int MISCELLANEOUS = 4 << 16 | 1 << 6;

  static final int CR3_TARGETS = 4;

  /**
   * Pages for execution alone, walks of four levels, uncached or write-back, pages of 2 MiB; INVEPT
   * of one and of all.
   */
  private static final int EPT_CAPABILITIES =
      1 | 1 << 6 | 1 << 8 | 1 << 14 | 1 << 16 | 1 << 20 | 1 << 25 | 1 << 26;

  /** INVVPID of all four types. */
  private static final int VPID_CAPABILITIES = 1 | 0xF << 8;

  /** Regions of 4 KiB below 4 GiB, in write-back memory; the true controls are told, too. */
  private static final int BASIC_HIGH = Vmcs.BYTES | 1 << 16 | 6 << 18 | 1 << 23;

  private static final int HIGHEST_INDEX = 0x2A;

  private Controls() {}

  /** A group of controls: which bits must be 1, which may be. */
  enum Group {
    PIN(VmcsField.PIN_CONTROLS, 0x16, 0x16, EXTERNAL_INTERRUPT_EXITING | NMI_EXITING),
    PROCESSOR(
        VmcsField.PROCESSOR_CONTROLS,
        0x0401E172,
        0x04006172,
        INTERRUPT_WINDOW_EXITING
            | TIME_OFFSETTING
            | HLT_EXITING
            | INVLPG_EXITING
            | RDPMC_EXITING
            | RDTSC_EXITING
            | MOV_DR_EXITING
            | PORT_EXITING
            | PORT_BITMAPS
            | REGISTER_BITMAPS
            | SECONDARY),
    EXIT(
        VmcsField.EXIT_CONTROLS,
        0x36DFF,
        0x36DFB,
        ACKNOWLEDGE | SAVE_PAT | LOAD_HOST_PAT | SAVE_EFER | LOAD_HOST_EFER),
    ENTRY(VmcsField.ENTRY_CONTROLS, 0x11FF, 0x11FB, LOAD_PAT | LOAD_EFER),
    SECOND(
        VmcsField.SECONDARY_CONTROLS,
        0,
        0,
        EPT | TABLE_EXITING | VPID | WBINVD_EXITING | UNRESTRICTED);

    private final VmcsField field;

    /** Reserved bits that are 1, so that old software gets what it expects. */
    private final int usuallyOne;

    private final int alwaysOne;
    private final int choices;

    Group(VmcsField field, int usuallyOne, int alwaysOne, int choices) {
      this.field = field;
      this.usuallyOne = usuallyOne;
      this.alwaysOne = alwaysOne;
      this.choices = choices;
    }

    boolean allows(Vmcs vmcs) {
      int value = vmcs.get(field);
      return (value & alwaysOne) == alwaysOne && (value & ~(usuallyOne | choices)) == 0;
    }
  }

  /**
   * A capability register, 480h to 490h.
   *
   * @param control4 the bits of CR4 that the processor has
   * @return low word below, high word above; -1 without such a register
   */
  static long capability(int register, int control4) {
    return switch (register - BASIC) {
      case 0 -> word(Vmcs.REVISION, BASIC_HIGH);
      case 1 -> of(Group.PIN, Group.PIN.usuallyOne);
      case 2 -> of(Group.PROCESSOR, Group.PROCESSOR.usuallyOne);
      case 3 -> of(Group.EXIT, Group.EXIT.usuallyOne);
      case 4 -> of(Group.ENTRY, Group.ENTRY.usuallyOne);
      case 5 -> word(MISCELLANEOUS, 0);
      case 6 -> word(CR0_FIXED, 0);
      case 7 -> word(-1, 0);
      case 8 -> word(CR4_VMXE, 0);
      case 9 -> word(control4, 0);
      case 10 -> word(HIGHEST_INDEX, 0);
      case 11 -> of(Group.SECOND, 0);
      case 12 -> word(EPT_CAPABILITIES, VPID_CAPABILITIES);
      case 13 -> of(Group.PIN, Group.PIN.alwaysOne);
      case 14 -> of(Group.PROCESSOR, Group.PROCESSOR.alwaysOne);
      case 15 -> of(Group.EXIT, Group.EXIT.alwaysOne);
      case 16 -> of(Group.ENTRY, Group.ENTRY.alwaysOne);
      default -> -1;
    };
  }

  private static long of(Group group, int ones) {
    return word(ones, group.usuallyOne | group.choices);
  }

  private static long word(int low, int high) {
    return (long) high << 32 | low & 0xFFFF_FFFFL;
  }
}
