package cloister.hypervisor;

import cloister.cpu.core.Core;
import cloister.cpu.core.Identity;
import cloister.cpu.core.Virtualization;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;

/** Does for a guest under VT-x what it was left for. */
final class ExitEmulator {
  private static final int GENERAL_PROTECTION = 13;
  private static final int INVALID_OPCODE = 6;
  private static final int VALID = 1 << 31;
  private static final int EXCEPTION = 3 << 8;
  private static final int WITH_ERROR_CODE = 1 << 11;
  private static final int ALWAYS_ONE = 1 << 4;

  /** Parts of an I/O instruction's qualification (SDM 3, table 27-5). */
  private static final int IN = 1 << 3;

  private static final int STRING = 1 << 4;
  private static final int REPEATED = 1 << 5;

  private static final int DIRECTION = 1 << 10;
  private static final int ESI = 6;
  private static final int EDI = 7;
  private static final int TIME_STAMP_COUNTER = 0x10;

  private final HostParts host;
  private final VirtualMachine guest;
  private final Vmcs vmcs;
  private final GuestRegisters registers;

  ExitEmulator(HostParts host, VirtualMachine guest, Vmcs vmcs, GuestRegisters registers) {
    this.host = host;
    this.guest = guest;
    this.vmcs = vmcs;
    this.registers = registers;
  }

  Done handle(int reason) {
    return switch (Leaving.of(reason)) {
      case EXTERNAL_INTERRUPT, INTERRUPT_WINDOW -> Done.RESUMED;
      case CPUID -> identify();
      case HLT -> halt();
      case INVD -> done();
      case RDTSC -> time();
      case PORT -> port();
      case CONTROL_REGISTER -> control();
      case RDMSR -> read();
      case WRMSR -> refuse(GENERAL_PROTECTION);
      case VMCALL, VT_X -> refuse(INVALID_OPCODE);
      case TRIPLE_FAULT -> stop(VirtualMachine.End.TRIPLE_FAULT);
      case EPT_VIOLATION, EPT_MISCONFIGURATION -> stop(VirtualMachine.End.NO_MEMORY);
      case EXCEPTION, TASK_SWITCH, DEBUG_REGISTER, FAILED_ENTRY -> stop(VirtualMachine.End.UNKNOWN);
    };
  }

  private Done stop(VirtualMachine.End why) {
    guest.stop(why);
    return Done.STOPPED;
  }

  /** The guest goes on behind the instruction, which counts. */
  private Done done() {
    int eip = vmcs.get(VmcsField.GUEST_RIP) + vmcs.get(VmcsField.EXIT_LENGTH);
    vmcs.set(VmcsField.GUEST_RIP, eip);
    vmcs.set(VmcsField.GUEST_INTERRUPTIBILITY, 0);
    guest.passed(1);
    return Done.EMULATED;
  }

  /** What a machine of its own would refuse, it is refused here. */
  private Done refuse(int vector) {
    boolean hasCode = vector == GENERAL_PROTECTION;
    int info = VALID | EXCEPTION | vector | (hasCode ? WITH_ERROR_CODE : 0);
    vmcs.set(VmcsField.ENTRY_INTERRUPTION, info);
    vmcs.set(VmcsField.ENTRY_ERROR_CODE, 0);
    return Done.INJECTED;
  }

  /** Without VT-x, which guests do not have. */
  private Done identify() {
    int[] words = Identity.leaf(registers.get(Core.EAX), host.cpu().features(), false, 0);
    registers.set(Core.EAX, words[0]);
    registers.set(Core.EBX, words[1]);
    registers.set(Core.ECX, words[2]);
    registers.set(Core.EDX, words[3]);
    return done();
  }

  private Done halt() {
    guest.cpu().halted = true;
    return done();
  }

  /** The guest's own time. */
  private Done time() {
    long now = guest.devices().clock().now();
    registers.set(Core.EAX, (int) now);
    registers.set(Core.EDX, (int) (now >> 32));
    return done();
  }

  private Done port() {
    int qualification = vmcs.get(VmcsField.EXIT_QUALIFICATION);
    int port = qualification >>> 16;
    int bytes = (qualification & 7) + 1;
    int mask = bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    if ((qualification & STRING) != 0) {
      return string(qualification, port, bytes);
    }
    int eax = registers.get(Core.EAX);
    if ((qualification & IN) != 0) {
      int value = guest.devices().ports().read(port, bytes);
      registers.set(Core.EAX, eax & ~mask | value & mask);
    } else {
      guest.devices().ports().write(port, bytes, eax & mask);
    }
    return done();
  }

  /** One iteration; a repeated instruction is begun again as long as there are more. */
  private Done string(int qualification, int port, int bytes) {
    boolean in = (qualification & IN) != 0;
    int index = in ? EDI : ESI;
    int linear = vmcs.get(VmcsField.GUEST_LINEAR);
    try {
      for (int i = 0; i < bytes; i++) {
        if (in) {
          int value = guest.devices().ports().read(port + i, 1);
          guest.linear().write8(linear + i, value);
        } else {
          guest.devices().ports().write(port + i, 1, guest.linear().read8(linear + i) & 0xFF);
        }
      }
    } catch (GuestFault fault) {
      return stop(VirtualMachine.End.UNKNOWN);
    }
    boolean down = (vmcs.get(VmcsField.GUEST_RFLAGS) & DIRECTION) != 0;
    registers.set(index, registers.get(index) + (down ? -bytes : bytes));
    if ((qualification & REPEATED) == 0) {
      return done();
    }
    int left = registers.get(Core.ECX) - 1;
    registers.set(Core.ECX, left);
    if (left == 0) {
      return done();
    }
    guest.passed(1);
    return Done.EMULATED;
  }

  /** Bits of CR0 and CR4 that the host keeps: the guest sees what it wrote. */
  private Done control() {
    int qualification = vmcs.get(VmcsField.EXIT_QUALIFICATION);
    int register = qualification & 15;
    boolean moves = (qualification >>> 4 & 3) == Virtualization.MOV_TO;
    if (!moves) {
      return stop(VirtualMachine.End.UNKNOWN);
    }
    int value = registers.get(qualification >>> 8 & 15);
    if ((qualification >>> 8 & 15) == Core.ESP) {
      value = vmcs.get(VmcsField.GUEST_RSP);
    }
    if (register != 0) {
      return refuse(GENERAL_PROTECTION);
    }
    boolean pagesAlone = value < 0 && (value & Core.CR0_PE) == 0;
    if (pagesAlone) {
      return refuse(GENERAL_PROTECTION);
    }
    if ((value & Core.CR0_PG) != 0 && (vmcs.get(VmcsField.GUEST_CR4) & Core.CR4_PAE) != 0) {
      return stop(VirtualMachine.End.UNKNOWN);
    }
    vmcs.set(VmcsField.CR0_SHADOW, value | ALWAYS_ONE);
    vmcs.set(VmcsField.GUEST_CR0, value | ALWAYS_ONE | Core.CR0_NE);
    return done();
  }

  private Done read() {
    if (registers.get(Core.ECX) == TIME_STAMP_COUNTER) {
      return time();
    }
    return refuse(GENERAL_PROTECTION);
  }
}
