package cloister.cpu.insn;

import cloister.cpu.core.Core;
import cloister.cpu.core.Virtualization;
import cloister.cpu.paging.Paging;
import cloister.event.Event;
import cloister.event.Families;
import cloister.event.Rule;

/** Control registers with their reserved bits and what a change does to paging (SDM 3, 2.5). */
final class ControlRegisters {
  private static final int CR0_NW = 1 << 29;
  private static final int CR0_CD = 1 << 30;
  private static final int CR0_KNOWN =
      0x3f | Core.CR0_WP | Core.CR0_AM | CR0_NW | CR0_CD | Core.CR0_PG;

  /** What gives page-table entries another meaning, so that no old translation may stay. */
  private static final int CR4_TRANSLATION = Core.CR4_PSE | Core.CR4_PAE | Core.CR4_PGE;

  private final Core core;
  private final Paging paging;

  ControlRegisters(Core core, Paging paging) {
    this.core = core;
    this.paging = paging;
  }

  int read(int register, int general) {
    int value = value(register);
    return core.nonRoot
        ? core.virtualization.control(Virtualization.MOV_FROM, register, general, value)
        : value;
  }

  private int value(int register) {
    return switch (register) {
      case 0 -> core.cr0;
      case 2 -> core.cr2;
      case 3 -> core.cr3;
      default -> core.cr4;
    };
  }

  void write(int register, int general, int written) {
    int value =
        core.nonRoot
            ? core.virtualization.control(Virtualization.MOV_TO, register, general, written)
            : written;
    switch (register) {
      case 0 -> setControl0(value);
      case 2 -> setControl2(value);
      case 3 -> setControl3(value);
      default -> setControl4(value);
    }
  }

  /** LMSW: the four lowest bits, PE only to be set. */
  void loadMachineStatus(int status, boolean fromMemory) {
    int written = core.cr0 & ~0xe | status & 0xf;
    setControl0(
        core.nonRoot
            ? core.virtualization.control(Virtualization.LMSW, 0, fromMemory ? 1 : 0, status)
            : written);
  }

  void clearTaskSwitched() {
    int written = core.cr0 & ~Core.CR0_TS;
    setControl0(
        core.nonRoot ? core.virtualization.control(Virtualization.CLTS, 0, 0, written) : written);
  }

  private void setControl0(int value) {
    boolean pagingWithoutProtection = (value & Core.CR0_PG) != 0 && (value & Core.CR0_PE) == 0;
    boolean notWriteThroughAlone = (value & CR0_NW) != 0 && (value & CR0_CD) == 0;
    boolean allowed = core.virtualization.allowsControl(0, value);
    if (pagingWithoutProtection || notWriteThroughAlone || !allowed) {
      throw core.generalProtection(0, Rule.CONTROL_REGISTER_BITS, value, 0, 0);
    }
    int old = core.cr0;
    int known = value & CR0_KNOWN | Core.CR0_ET;
    int changed = old ^ known;
    boolean reloads = (changed & (Core.CR0_PG | CR0_CD | CR0_NW)) != 0;
    if (reloads && known < 0 && (core.cr4 & Core.CR4_PAE) != 0) {
      paging.loadPointers(core.cr3);
    }
    core.cr0 = known;
    report(0, old, known);
    if ((changed & Core.CR0_WP) != 0) {
      paging.writeProtectChanged();
    }
    if ((changed & Core.CR0_PG) != 0) {
      paging.dropAll();
    }
  }

  private void setControl2(int value) {
    report(2, core.cr2, value);
    core.cr2 = value;
  }

  private void setControl3(int value) {
    if (core.paging() && (core.cr4 & Core.CR4_PAE) != 0) {
      paging.loadPointers(value);
    }
    report(3, core.cr3, value);
    core.cr3 = value;
    paging.dropAfterCr3();
  }

  private void setControl4(int value) {
    int known = core.features.control4() | core.virtualization.control4();
    if ((value & ~known) != 0 || !core.virtualization.allowsControl(4, value)) {
      throw core.generalProtection(0, Rule.CONTROL_REGISTER_BITS, value, 0, 0);
    }
    int old = core.cr4;
    int changed = old ^ value;
    if (core.paging() && (changed & CR4_TRANSLATION) != 0 && (value & Core.CR4_PAE) != 0) {
      paging.loadPointers(core.cr3);
    }
    core.cr4 = value;
    report(4, old, value);
    if ((changed & CR4_TRANSLATION) != 0) {
      paging.dropAll();
    }
  }

  private void report(int register, int old, int value) {
    if (core.tracing(Families.REGISTERS)) {
      core.emit(new Event.ControlRegisterWritten(register, old, value));
    }
  }
}
