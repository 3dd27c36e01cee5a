package cloister.hypervisor;

import cloister.cpu.Cpu;
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

  private static final int ADDRESS_SIZE = 0x67;

  /** Of a code segment's rights. */
  private static final int BIG = 1 << 14;

  private static final int NMI_BLOCKED = 1 << 3;
  private static final int NOT_WRITE_THROUGH = 1 << 29;
  private static final int CACHE_DISABLE = 1 << 30;

  private static final int DIRECTION = 1 << 10;
  private static final int ESI = 6;
  private static final int EDI = 7;
  private static final int TIME_STAMP_COUNTER = 0x10;

  private final Cpu cpu;
  private final VtXGuest guest;
  private final Vmcs vmcs;
  private final GuestRegisters registers;

  ExitEmulator(Cpu cpu, VtXGuest guest, Vmcs vmcs, GuestRegisters registers) {
    this.cpu = cpu;
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
      case WRMSR -> write();
      case VMCALL, VT_X -> refuse(INVALID_OPCODE);
      case TRIPLE_FAULT -> stop(VirtualMachine.End.TRIPLE_FAULT);
      case EPT_VIOLATION -> guest.reaches(vmcs.get(VmcsField.GUEST_PHYSICAL));
      case EPT_MISCONFIGURATION -> stop(VirtualMachine.End.NO_MEMORY);
      case TASK_SWITCH -> new TaskSwitches(cpu, guest, vmcs, registers).run();
      case EXCEPTION, DEBUG_REGISTER, FAILED_ENTRY -> stop(VirtualMachine.End.UNKNOWN);
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
    int held = vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY);
    vmcs.set(VmcsField.GUEST_INTERRUPTIBILITY, held & NMI_BLOCKED);
    guest.passed(1);
    return Done.EMULATED;
  }

  /** What a machine of its own would refuse, it is refused here. */
  private Done refuse(int vector) {
    return inject(vector, vector != INVALID_OPCODE, 0);
  }

  /** In real mode nothing is pushed but the way back. */
  private Done inject(int vector, boolean hasCode, int errorCode) {
    boolean pushes = hasCode && (vmcs.get(VmcsField.GUEST_CR0) & Core.CR0_PE) != 0;
    int info = VALID | EXCEPTION | vector | (pushes ? WITH_ERROR_CODE : 0);
    vmcs.set(VmcsField.ENTRY_INTERRUPTION, info);
    vmcs.set(VmcsField.ENTRY_ERROR_CODE, errorCode);
    return Done.INJECTED;
  }

  /** Without VT-x, which guests do not have. */
  private Done identify() {
    int[] words = Identity.leaf(registers.get(Core.EAX), cpu.features(), guest.hasLocalApic(), 0);
    registers.set(Core.EAX, words[0]);
    registers.set(Core.EBX, words[1]);
    registers.set(Core.ECX, words[2]);
    registers.set(Core.EDX, words[3]);
    return done();
  }

  private Done halt() {
    guest.halt();
    return done();
  }

  /** The guest's own time. */
  private Done time() {
    long now = guest.time();
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
      int value = guest.ports().read(port, bytes);
      registers.set(Core.EAX, eax & ~mask | value & mask);
    } else {
      guest.ports().write(port, bytes, eax & mask);
    }
    return done();
  }

  /** One iteration; a repeated instruction is begun again as long as there are more. */
  private Done string(int qualification, int port, int bytes) {
    boolean in = (qualification & IN) != 0;
    int linear = vmcs.get(VmcsField.GUEST_LINEAR);
    int mask;
    try {
      mask = hasWideAddress() ? -1 : 0xFFFF;
      if (in) {
        reachForAll(linear, bytes);
        int value = guest.ports().read(port, bytes);
        for (int i = 0; i < bytes; i++) {
          guest.write8(linear + i, value >>> 8 * i);
        }
      } else {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
          value |= (guest.read8(linear + i) & 0xFF) << 8 * i;
        }
        guest.ports().write(port, bytes, value);
      }
    } catch (GuestFault fault) {
      registers.setCr2(fault.address());
      return inject(fault.vector(), true, fault.errorCode());
    }
    boolean down = (vmcs.get(VmcsField.GUEST_RFLAGS) & DIRECTION) != 0;
    step(in ? EDI : ESI, down ? -bytes : bytes, mask);
    if ((qualification & REPEATED) == 0) {
      return done();
    }
    step(Core.ECX, -1, mask);
    if ((registers.get(Core.ECX) & mask) == 0) {
      return done();
    }
    guest.passed(1);
    return Done.EMULATED;
  }

  /** What a device has given cannot be given back, so whatever is refused is refused before. */
  private void reachForAll(int linear, int bytes) throws GuestFault {
    for (int i = 0; i < bytes; i++) {
      guest.reach(linear + i);
    }
  }

  /** Counts an index or a counter on, as far as the address size reaches. */
  private void step(int register, int by, int mask) {
    int old = registers.get(register);
    registers.set(register, old & ~mask | old + by & mask);
  }

  /** By the code segment and the prefixes. */
  private boolean hasWideAddress() throws GuestFault {
    boolean wide = (vmcs.get(VmcsField.GUEST_CS_RIGHTS) & BIG) != 0;
    int at = vmcs.get(VmcsField.GUEST_CS_BASE) + vmcs.get(VmcsField.GUEST_RIP);
    for (int i = 0; i < vmcs.get(VmcsField.EXIT_LENGTH) - 1; i++) {
      if ((guest.read8(at + i) & 0xFF) == ADDRESS_SIZE) {
        return !wide;
      }
    }
    return wide;
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
    boolean writesAlone = (value & NOT_WRITE_THROUGH) != 0 && (value & CACHE_DISABLE) == 0;
    if (pagesAlone || writesAlone) {
      return refuse(GENERAL_PROTECTION);
    }
    boolean begins = value < 0 && vmcs.get(VmcsField.GUEST_CR0) >= 0;
    boolean wide = (vmcs.get(VmcsField.GUEST_CR4) & Core.CR4_PAE) != 0;
    if (begins && wide && !new PaePointers(guest, vmcs).load()) {
      return refuse(GENERAL_PROTECTION);
    }
    vmcs.set(VmcsField.CR0_SHADOW, value | ALWAYS_ONE);
    vmcs.set(VmcsField.GUEST_CR0, value | ALWAYS_ONE | Core.CR0_NE);
    return done();
  }

  private Done read() {
    return registers.get(Core.ECX) == TIME_STAMP_COUNTER ? time() : refuse(GENERAL_PROTECTION);
  }

  private Done write() {
    long value = (long) registers.get(Core.EDX) << 32 | registers.get(Core.EAX) & 0xFFFF_FFFFL;
    boolean counter = registers.get(Core.ECX) == TIME_STAMP_COUNTER;
    return counter && guest.setTime(value) ? done() : refuse(GENERAL_PROTECTION);
  }
}
