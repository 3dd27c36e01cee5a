package cloister.cpu.vmx;

/** The fields of a VMCS that this processor has, by their encodings (SDM 3, appendix B). */
public enum VmcsField {
  PIN_CONTROLS(0x4000, "Pin-based VM-execution controls"),
  PROCESSOR_CONTROLS(0x4002, "Primary processor-based VM-execution controls"),
  SECONDARY_CONTROLS(0x401E, "Secondary processor-based VM-execution controls"),
  EXCEPTION_BITMAP(0x4004, "Exception bitmap"),
  PAGE_FAULT_MASK(0x4006, "Page-fault error-code mask"),
  PAGE_FAULT_MATCH(0x4008, "Page-fault error-code match"),
  PORT_BITMAP_A(0x2000, "Address of I/O bitmap A"),
  PORT_BITMAP_B(0x2002, "Address of I/O bitmap B"),
  REGISTER_BITMAP(0x2004, "Address of MSR bitmaps"),
  TIME_OFFSET(0x2010, "TSC offset"),
  EPT_POINTER(0x201A, "EPT pointer"),
  EXECUTIVE_POINTER(0x200C, "Executive-VMCS pointer"),
  CR0_MASK(0x6000, "CR0 guest/host mask"),
  CR4_MASK(0x6002, "CR4 guest/host mask"),
  CR0_SHADOW(0x6004, "CR0 read shadow"),
  CR4_SHADOW(0x6006, "CR4 read shadow"),
  CR3_TARGET_COUNT(0x400A, "CR3-target count"),
  CR3_TARGET_0(0x6008, "CR3-target value 0"),
  CR3_TARGET_1(0x600A, "CR3-target value 1"),
  CR3_TARGET_2(0x600C, "CR3-target value 2"),
  CR3_TARGET_3(0x600E, "CR3-target value 3"),
  EXIT_CONTROLS(0x400C, "VM-exit controls"),
  EXIT_STORE_COUNT(0x400E, "VM-exit MSR-store count"),
  EXIT_STORE_ADDRESS(0x2006, "VM-exit MSR-store address"),
  EXIT_LOAD_COUNT(0x4010, "VM-exit MSR-load count"),
  EXIT_LOAD_ADDRESS(0x2008, "VM-exit MSR-load address"),
  ENTRY_CONTROLS(0x4012, "VM-entry controls"),
  ENTRY_LOAD_COUNT(0x4014, "VM-entry MSR-load count"),
  ENTRY_LOAD_ADDRESS(0x200A, "VM-entry MSR-load address"),
  ENTRY_INTERRUPTION(0x4016, "VM-entry interruption-information field"),
  ENTRY_ERROR_CODE(0x4018, "VM-entry exception error code"),
  ENTRY_LENGTH(0x401A, "VM-entry instruction length"),
  GUEST_CR0(0x6800, "Guest CR0"),
  GUEST_CR3(0x6802, "Guest CR3"),
  GUEST_CR4(0x6804, "Guest CR4"),
  GUEST_DR7(0x681A, "Guest DR7"),
  GUEST_RSP(0x681C, "Guest RSP"),
  GUEST_RIP(0x681E, "Guest RIP"),
  GUEST_RFLAGS(0x6820, "Guest RFLAGS"),
  GUEST_ES_SELECTOR(0x0800, "Guest ES selector"),
  GUEST_CS_SELECTOR(0x0802, "Guest CS selector"),
  GUEST_SS_SELECTOR(0x0804, "Guest SS selector"),
  GUEST_DS_SELECTOR(0x0806, "Guest DS selector"),
  GUEST_FS_SELECTOR(0x0808, "Guest FS selector"),
  GUEST_GS_SELECTOR(0x080A, "Guest GS selector"),
  GUEST_LDTR_SELECTOR(0x080C, "Guest LDTR selector"),
  GUEST_TR_SELECTOR(0x080E, "Guest TR selector"),
  GUEST_ES_BASE(0x6806, "Guest ES base"),
  GUEST_CS_BASE(0x6808, "Guest CS base"),
  GUEST_SS_BASE(0x680A, "Guest SS base"),
  GUEST_DS_BASE(0x680C, "Guest DS base"),
  GUEST_FS_BASE(0x680E, "Guest FS base"),
  GUEST_GS_BASE(0x6810, "Guest GS base"),
  GUEST_LDTR_BASE(0x6812, "Guest LDTR base"),
  GUEST_TR_BASE(0x6814, "Guest TR base"),
  GUEST_ES_LIMIT(0x4800, "Guest ES limit"),
  GUEST_CS_LIMIT(0x4802, "Guest CS limit"),
  GUEST_SS_LIMIT(0x4804, "Guest SS limit"),
  GUEST_DS_LIMIT(0x4806, "Guest DS limit"),
  GUEST_FS_LIMIT(0x4808, "Guest FS limit"),
  GUEST_GS_LIMIT(0x480A, "Guest GS limit"),
  GUEST_LDTR_LIMIT(0x480C, "Guest LDTR limit"),
  GUEST_TR_LIMIT(0x480E, "Guest TR limit"),
  GUEST_ES_RIGHTS(0x4814, "Guest ES access rights"),
  GUEST_CS_RIGHTS(0x4816, "Guest CS access rights"),
  GUEST_SS_RIGHTS(0x4818, "Guest SS access rights"),
  GUEST_DS_RIGHTS(0x481A, "Guest DS access rights"),
  GUEST_FS_RIGHTS(0x481C, "Guest FS access rights"),
  GUEST_GS_RIGHTS(0x481E, "Guest GS access rights"),
  GUEST_LDTR_RIGHTS(0x4820, "Guest LDTR access rights"),
  GUEST_TR_RIGHTS(0x4822, "Guest TR access rights"),
  GUEST_GDTR_BASE(0x6816, "Guest GDTR base"),
  GUEST_GDTR_LIMIT(0x4810, "Guest GDTR limit"),
  GUEST_IDTR_BASE(0x6818, "Guest IDTR base"),
  GUEST_IDTR_LIMIT(0x4812, "Guest IDTR limit"),
  GUEST_ACTIVITY(0x4826, "Guest activity state"),
  GUEST_INTERRUPTIBILITY(0x4824, "Guest interruptibility state"),
  GUEST_PENDING_DEBUG(0x6822, "Guest pending debug exceptions"),
  LINK_POINTER(0x2800, "VMCS link pointer"),
  GUEST_SMBASE(0x4828, "Guest SMBASE"),
  GUEST_DEBUGCTL(0x2802, "Guest IA32_DEBUGCTL"),
  GUEST_PAT(0x2804, "Guest IA32_PAT"),
  GUEST_EFER(0x2806, "Guest IA32_EFER"),
  GUEST_SYSENTER_CS(0x482A, "Guest IA32_SYSENTER_CS"),
  GUEST_SYSENTER_ESP(0x6824, "Guest IA32_SYSENTER_ESP"),
  GUEST_SYSENTER_EIP(0x6826, "Guest IA32_SYSENTER_EIP"),
  GUEST_PDPTE_0(0x280A, "Guest PDPTE0"),
  GUEST_PDPTE_1(0x280C, "Guest PDPTE1"),
  GUEST_PDPTE_2(0x280E, "Guest PDPTE2"),
  GUEST_PDPTE_3(0x2810, "Guest PDPTE3"),
  HOST_CR0(0x6C00, "Host CR0"),
  HOST_CR3(0x6C02, "Host CR3"),
  HOST_CR4(0x6C04, "Host CR4"),
  HOST_RSP(0x6C14, "Host RSP"),
  HOST_RIP(0x6C16, "Host RIP"),
  HOST_ES_SELECTOR(0x0C00, "Host ES selector"),
  HOST_CS_SELECTOR(0x0C02, "Host CS selector"),
  HOST_SS_SELECTOR(0x0C04, "Host SS selector"),
  HOST_DS_SELECTOR(0x0C06, "Host DS selector"),
  HOST_FS_SELECTOR(0x0C08, "Host FS selector"),
  HOST_GS_SELECTOR(0x0C0A, "Host GS selector"),
  HOST_TR_SELECTOR(0x0C0C, "Host TR selector"),
  HOST_FS_BASE(0x6C06, "Host FS base"),
  HOST_GS_BASE(0x6C08, "Host GS base"),
  HOST_TR_BASE(0x6C0A, "Host TR base"),
  HOST_GDTR_BASE(0x6C0C, "Host GDTR base"),
  HOST_IDTR_BASE(0x6C0E, "Host IDTR base"),
  HOST_SYSENTER_CS(0x4C00, "Host IA32_SYSENTER_CS"),
  HOST_SYSENTER_ESP(0x6C10, "Host IA32_SYSENTER_ESP"),
  HOST_SYSENTER_EIP(0x6C12, "Host IA32_SYSENTER_EIP"),
  HOST_PAT(0x2C00, "Host IA32_PAT"),
  HOST_EFER(0x2C02, "Host IA32_EFER"),
  EXIT_REASON(0x4402, "Exit reason"),
  EXIT_QUALIFICATION(0x6400, "Exit qualification"),
  EXIT_INTERRUPTION(0x4404, "VM-exit interruption information"),
  EXIT_ERROR_CODE(0x4406, "VM-exit interruption error code"),
  VECTORING(0x4408, "IDT-vectoring information"),
  VECTORING_ERROR_CODE(0x440A, "IDT-vectoring error code"),
  EXIT_LENGTH(0x440C, "VM-exit instruction length"),
  EXIT_INSTRUCTION(0x440E, "VM-exit instruction information"),
  GUEST_LINEAR(0x640A, "Guest-linear address"),
  GUEST_PHYSICAL(0x2400, "Guest-physical address"),
  IO_RCX(0x6402, "I/O RCX"),
  IO_RSI(0x6404, "I/O RSI"),
  IO_RDI(0x6406, "I/O RDI"),
  IO_RIP(0x6408, "I/O RIP"),
  INSTRUCTION_ERROR(0x4400, "VM-instruction error"),
  VPID(0x0000, "Virtual-processor identifier (VPID)");

  private static final int READ_ONLY = 1;
  private static final int GUEST = 2;
  private static final int HOST = 3;
  private static final int INDEXES = 32;
  private static final VmcsField[] ALL = values();
  private static final VmcsField[] BY_ENCODING = new VmcsField[16 * INDEXES];

  static {
    for (VmcsField field : ALL) {
      BY_ENCODING[place(field.encoding)] = field;
    }
  }

  private final int encoding;
  private final String text;

  VmcsField(int encoding, String text) {
    this.encoding = encoding;
    this.text = text;
  }

  /** The areas of a VMCS (SDM 3, 24.3), each with the word that a page knows it by. */
  public enum Area {
    CONTROLS("controls"),
    EXIT("exit"),
    GUEST("guest"),
    HOST("host");

    private final String id;

    Area(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  public int encoding() {
    return encoding;
  }

  /** The manual's name. */
  public String text() {
    return text;
  }

  public Area area() {
    return switch (type()) {
      case READ_ONLY -> Area.EXIT;
      case GUEST -> Area.GUEST;
      case HOST -> Area.HOST;
      default -> Area.CONTROLS;
    };
  }

  /** 16, 32 or 64. Fields of natural width have 32 bits on this processor. */
  public int bits() {
    return switch (encoding >>> 13 & 3) {
      case 0 -> 16;
      case 1 -> 64;
      default -> 32;
    };
  }

  /** The field so many places behind this one. */
  public VmcsField after(int places) {
    return ALL[ordinal() + places];
  }

  boolean isReadOnly() {
    return type() == READ_ONLY;
  }

  private int type() {
    return encoding >>> 10 & 3;
  }

  /** The field of an encoding, the high half of one of 64 bits included; null without one. */
  static VmcsField of(int encoding) {
    boolean high = (encoding & 1) != 0;
    int index = encoding >>> 1 & 0x1FF;
    if ((encoding & ~0x6FFF) != 0 || index >= INDEXES) {
      return null;
    }
    VmcsField field = BY_ENCODING[place(encoding)];
    return field != null && (!high || field.bits() == 64) ? field : null;
  }

  private static int place(int encoding) {
    return (encoding >>> 13 & 3) << 7 | (encoding >>> 10 & 3) << 5 | encoding >>> 1 & INDEXES - 1;
  }
}
