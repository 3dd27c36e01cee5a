package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.ModelRegisters;

/** The model-specific registers of docs/reference/processor.md, by their numbers. */
public final class RegisterAccess {
  static final int TIME_STAMP_COUNTER = 0x10;
  private static final int APIC_BASE = 0x1b;
  private static final int SYSENTER_CS = 0x174;
  private static final int SYSENTER_ESP = 0x175;
  private static final int SYSENTER_EIP = 0x176;
  private static final int PAT = 0x277;
  private static final int EFER = 0xc0000080;

  private static final int APIC_BASE_RESERVED = 0xaff;
  private static final int APIC_ENABLE = 1 << 11;
  private static final int APIC_X2 = 1 << 10;

  private final Core core;
  private final ModelRegisters model;
  private final int[] general;

  public RegisterAccess(Core core) {
    this.core = core;
    model = core.model;
    general = core.general;
  }

  /**
   * Reads into EAX and EDX.
   *
   * @return false when there is no such register
   */
  public boolean read(int number) {
    switch (number) {
      case TIME_STAMP_COUNTER -> readCounter();
      case APIC_BASE -> give(model.apicBase, 0);
      case SYSENTER_CS -> give(model.sysenterCs, 0);
      case SYSENTER_ESP -> give(model.sysenterEsp, 0);
      case SYSENTER_EIP -> give(model.sysenterEip, 0);
      case PAT -> give(model.patLow, model.patHigh);
      case EFER -> give(model.efer, 0);
      default -> {
        return core.virtualization.readsRegister(number);
      }
    }
    return true;
  }

  /** False when there is no such register, or when it does not take the value. */
  public boolean write(int number, int low, int high) {
    switch (number) {
      case TIME_STAMP_COUNTER -> writeCounter(low, high);
      case APIC_BASE -> {
        if ((low & apicBaseReserved()) != 0 || high != 0) {
          return false;
        }
        model.apicBase = low;
      }
      case SYSENTER_CS -> model.sysenterCs = low;
      case SYSENTER_ESP -> model.sysenterEsp = low;
      case SYSENTER_EIP -> model.sysenterEip = low;
      case PAT -> {
        if (!isPat(low) || !isPat(high)) {
          return false;
        }
        model.patLow = low;
        model.patHigh = high;
      }
      case EFER -> {
        int known = core.features.noExecute() ? ModelRegisters.EFER_NXE : 0;
        if ((low & ~known) != 0 || high != 0) {
          return false;
        }
        model.efer = low;
      }
      default -> {
        return core.virtualization.writesRegister(number, low, high);
      }
    }
    return true;
  }

  private int apicBaseReserved() {
    return core.features.localApic()
        ? APIC_BASE_RESERVED & ~APIC_ENABLE | APIC_X2
        : APIC_BASE_RESERVED;
  }

  private void give(int low, int high) {
    general[Core.EAX] = low;
    general[Core.EDX] = high;
  }

  /** Retired instructions and idle time, moved by what was written to the counter. */
  void readCounter() {
    int low = core.retiredLow() + core.timeAheadLow;
    int carry = Bits.below(low, core.timeAheadLow) ? 1 : 0;
    give(low, core.retiredHigh() + core.timeAheadHigh + carry);
  }

  private void writeCounter(int low, int high) {
    int borrow = Bits.below(low, core.retiredLow()) ? 1 : 0;
    core.timeAheadLow = low - core.retiredLow();
    core.timeAheadHigh = high - core.retiredHigh() - borrow;
  }

  /** The memory types 0, 1, 4, 5, 6 and 7 (SDM 3, 13.12.2). */
  private static boolean isPat(int word) {
    for (int shift = 0; shift < 32; shift += 8) {
      int type = word >>> shift & 0xff;
      if (type > 7 || type == 2 || type == 3) {
        return false;
      }
    }
    return true;
  }
}
