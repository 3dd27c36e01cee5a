package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Identity;
import cloister.cpu.core.ModelRegisters;
import cloister.cpu.core.Virtualization;
import cloister.event.Rule;

/** CPUID, the time-stamp counter, and the model-specific registers of SUPPORT.md. */
final class ModelInstructions {
  private static final int TIME_STAMP_COUNTER = 0x10;
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

  ModelInstructions(Core core) {
    this.core = core;
    model = core.model;
    general = core.general;
  }

  void identify() {
    core.ask(Virtualization.CPUID, 0);
    int[] words =
        Identity.leaf(
            general[Core.EAX],
            core.features,
            core.model.apicEnabled(),
            core.virtualization.cpuidBits());
    general[Core.EAX] = words[0];
    general[Core.EBX] = words[1];
    general[Core.ECX] = words[2];
    general[Core.EDX] = words[3];
  }

  /** Retired instructions and idle time, moved by what was written to the counter. */
  void readTimeStamp() {
    if ((core.cr4 & Core.CR4_TSD) != 0) {
      core.requireRing0();
    }
    core.ask(Virtualization.RDTSC, 0);
    readCounter();
  }

  /** There are no performance counters to read. */
  void readPerformanceCounter() {
    if ((core.cr4 & Core.CR4_PCE) == 0) {
      core.requireRing0();
    }
    core.ask(Virtualization.RDPMC, 0);
    throw unknown();
  }

  void readRegister() {
    core.requireRing0();
    core.ask(Virtualization.RDMSR, 0);
    switch (general[Core.ECX]) {
      case TIME_STAMP_COUNTER -> readCounter();
      case APIC_BASE -> give(model.apicBase, 0);
      case SYSENTER_CS -> give(model.sysenterCs, 0);
      case SYSENTER_ESP -> give(model.sysenterEsp, 0);
      case SYSENTER_EIP -> give(model.sysenterEip, 0);
      case PAT -> give(model.patLow, model.patHigh);
      case EFER -> give(model.efer, 0);
      default -> require(core.virtualization.readsRegister(general[Core.ECX]));
    }
  }

  private int apicBaseReserved() {
    return core.features.localApic()
        ? APIC_BASE_RESERVED & ~APIC_ENABLE | APIC_X2
        : APIC_BASE_RESERVED;
  }

  void writeRegister() {
    core.requireRing0();
    core.ask(Virtualization.WRMSR, 0);
    int low = general[Core.EAX];
    int high = general[Core.EDX];
    switch (general[Core.ECX]) {
      case TIME_STAMP_COUNTER -> writeCounter(low, high);
      case APIC_BASE -> {
        require((low & apicBaseReserved()) == 0 && high == 0);
        model.apicBase = low;
      }
      case SYSENTER_CS -> model.sysenterCs = low;
      case SYSENTER_ESP -> model.sysenterEsp = low;
      case SYSENTER_EIP -> model.sysenterEip = low;
      case PAT -> {
        require(isPat(low) && isPat(high));
        model.patLow = low;
        model.patHigh = high;
      }
      case EFER -> {
        int known = core.features.noExecute() ? ModelRegisters.EFER_NXE : 0;
        require((low & ~known) == 0 && high == 0);
        model.efer = low;
      }
      default -> require(core.virtualization.writesRegister(general[Core.ECX], low, high));
    }
  }

  private void give(int low, int high) {
    general[Core.EAX] = low;
    general[Core.EDX] = high;
  }

  private void readCounter() {
    int low = core.retiredLow() + core.timeAheadLow;
    int carry = Bits.below(low, core.timeAheadLow) ? 1 : 0;
    give(low, core.retiredHigh() + core.timeAheadHigh + carry);
    if (core.nonRoot) {
      core.virtualization.shiftTime();
    }
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

  private void require(boolean good) {
    if (!good) {
      throw unknown();
    }
  }

  private Fault unknown() {
    return core.generalProtection(0, Rule.MODEL_REGISTER, general[Core.ECX], 0, 0);
  }
}
