package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.core.Virtualization;
import cloister.event.Exceptions;

/** What the controls of the current VMCS say of what a guest is about to do (SDM 3, 25.1). */
final class Intercepts {
  private static final int BITMAP_PORTS = 0x8000;
  private static final int HIGH_REGISTERS = 0xC0000000;
  private static final int REGISTERS = 0x2000;
  private static final int MACHINE_STATUS = 0xF;

  private final Core core;
  private final Vmx vmx;

  Intercepts(Core core, Vmx vmx) {
    this.core = core;
    this.vmx = vmx;
  }

  /** Of instructions that a control of their own decides on. */
  boolean takes(int reason) {
    return switch (reason) {
      case Virtualization.HLT -> primary(Controls.HLT_EXITING);
      case Virtualization.INVLPG -> primary(Controls.INVLPG_EXITING);
      case Virtualization.RDPMC -> primary(Controls.RDPMC_EXITING);
      case Virtualization.RDTSC -> primary(Controls.RDTSC_EXITING);
      case Virtualization.DEBUG_REGISTER -> primary(Controls.MOV_DR_EXITING);
      case Virtualization.RDMSR -> takesRegister(0);
      case Virtualization.WRMSR -> takesRegister(2048);
      case Virtualization.GDTR_IDTR, Virtualization.LDTR_TR -> secondary(Controls.TABLE_EXITING);
      case Virtualization.WBINVD -> secondary(Controls.WBINVD_EXITING);
      default -> true;
    };
  }

  private boolean primary(int control) {
    return vmx.vmcs().has(VmcsField.PROCESSOR_CONTROLS, control);
  }

  private boolean secondary(int control) {
    return primary(Controls.SECONDARY) && vmx.vmcs().has(VmcsField.SECONDARY_CONTROLS, control);
  }

  /** Of page faults the bit in the bitmap counts, or its opposite (SDM 3, 25.2). */
  boolean takesException(int vector, int errorCode) {
    Vmcs vmcs = vmx.vmcs();
    boolean listed = vector < 32 && vmcs.has(VmcsField.EXCEPTION_BITMAP, 1 << vector);
    if (vector != Exceptions.PF) {
      return listed;
    }
    int masked = errorCode & vmcs.get(VmcsField.PAGE_FAULT_MASK);
    return listed == (masked == vmcs.get(VmcsField.PAGE_FAULT_MATCH));
  }

  boolean takesPort(int port, int bytes) {
    if (!primary(Controls.PORT_BITMAPS)) {
      return primary(Controls.PORT_EXITING);
    }
    if (port + bytes > 0x10000) {
      return true;
    }
    Vmcs vmcs = vmx.vmcs();
    for (int each = port; each < port + bytes; each++) {
      boolean low = each < BITMAP_PORTS;
      int bitmap = vmcs.get(low ? VmcsField.PORT_BITMAP_A : VmcsField.PORT_BITMAP_B);
      if (isSet(bitmap, each & BITMAP_PORTS - 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param part of the bitmaps for reads or for writes
   */
  private boolean takesRegister(int part) {
    int register = core.general[Core.ECX];
    boolean high = (register & HIGH_REGISTERS) == HIGH_REGISTERS;
    int index = high ? register & ~HIGH_REGISTERS : register;
    if (!primary(Controls.REGISTER_BITMAPS) || index < 0 || index >= REGISTERS) {
      return true;
    }
    int bitmap = vmx.vmcs().get(VmcsField.REGISTER_BITMAP) + part + (high ? 1024 : 0);
    return isSet(bitmap, index);
  }

  private boolean isSet(int bitmap, int bit) {
    return (core.memory.read8(bitmap + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
  }

  /** The time-stamp counter in EAX and EDX becomes the guest's. */
  void shiftTime() {
    Vmcs vmcs = vmx.vmcs();
    if (vmcs.has(VmcsField.PROCESSOR_CONTROLS, Controls.TIME_OFFSETTING)) {
      long time = (long) core.general[Core.EDX] << 32 | core.general[Core.EAX] & 0xFFFF_FFFFL;
      time += (long) vmcs.high(VmcsField.TIME_OFFSET) << 32;
      time += vmcs.get(VmcsField.TIME_OFFSET) & 0xFFFF_FFFFL;
      core.general[Core.EAX] = (int) time;
      core.general[Core.EDX] = (int) (time >> 32);
    }
  }

  /** CR0 or CR4 as the guest reads it: the host's bits from the shadow. */
  int seen(int register) {
    Vmcs vmcs = vmx.vmcs();
    int mask = vmcs.get(register == 0 ? VmcsField.CR0_MASK : VmcsField.CR4_MASK);
    int shadow = vmcs.get(register == 0 ? VmcsField.CR0_SHADOW : VmcsField.CR4_SHADOW);
    int real = register == 0 ? core.cr0 : core.cr4;
    return real & ~mask | shadow & mask;
  }

  /** See {@link Virtualization#control}. */
  int control(int how, int register, int general, int value) {
    return switch (how) {
      case Virtualization.CLTS -> clearTaskSwitched();
      case Virtualization.LMSW -> loadMachineStatus(value, general);
      case Virtualization.MOV_FROM -> read(register, general, value);
      default -> write(register, general, value);
    };
  }

  private int read(int register, int general, int value) {
    if (register == 3 && primary(Controls.CR3_STORE_EXITING)) {
      throw exit(3 | Virtualization.MOV_FROM << 4 | general << 8);
    }
    return register == 0 || register == 4 ? seen(register) : value;
  }

  private int write(int register, int general, int value) {
    if (register == 2) {
      return value;
    }
    if (register == 3) {
      if (primary(Controls.CR3_LOAD_EXITING) && !isTarget(value)) {
        throw exit(3 | general << 8);
      }
      return value;
    }
    Vmcs vmcs = vmx.vmcs();
    int mask = vmcs.get(register == 0 ? VmcsField.CR0_MASK : VmcsField.CR4_MASK);
    int shadow = vmcs.get(register == 0 ? VmcsField.CR0_SHADOW : VmcsField.CR4_SHADOW);
    if (((value ^ shadow) & mask) != 0) {
      throw exit(register | general << 8);
    }
    return (register == 0 ? core.cr0 : core.cr4) & mask | value & ~mask;
  }

  private boolean isTarget(int value) {
    Vmcs vmcs = vmx.vmcs();
    for (int i = 0; i < vmcs.get(VmcsField.CR3_TARGET_COUNT); i++) {
      if (vmcs.get(VmcsField.CR3_TARGET_0.after(i)) == value) {
        return true;
      }
    }
    return false;
  }

  private int clearTaskSwitched() {
    Vmcs vmcs = vmx.vmcs();
    if (!vmcs.has(VmcsField.CR0_MASK, Core.CR0_TS)) {
      return core.cr0 & ~Core.CR0_TS;
    }
    if (vmcs.has(VmcsField.CR0_SHADOW, Core.CR0_TS)) {
      throw exit(Virtualization.CLTS << 4);
    }
    return core.cr0;
  }

  /** PE counts only when it is to be set (SDM 3, 25.1.3). */
  private int loadMachineStatus(int status, int fromMemory) {
    Vmcs vmcs = vmx.vmcs();
    int mask = vmcs.get(VmcsField.CR0_MASK) & MACHINE_STATUS;
    int changed = (status ^ vmcs.get(VmcsField.CR0_SHADOW)) & mask;
    boolean sets = (changed & Core.CR0_PE) != 0 && (status & Core.CR0_PE) != 0;
    if (sets || (changed & ~Core.CR0_PE) != 0) {
      if (fromMemory != 0) {
        vmx.tellOperand();
      }
      throw exit(Virtualization.LMSW << 4 | fromMemory << 6 | (status & 0xFFFF) << 16);
    }
    int free = MACHINE_STATUS & ~mask;
    int kept = core.cr0 & ~(free & ~Core.CR0_PE);
    return kept | status & free;
  }

  private RuntimeException exit(int qualification) {
    return vmx.exit(Virtualization.CONTROL_REGISTER, qualification);
  }
}
