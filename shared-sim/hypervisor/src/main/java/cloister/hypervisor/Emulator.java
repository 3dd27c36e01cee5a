package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;

/**
 * Does for a guest's kernel what the processor has refused it: reads the instruction, and does to
 * the guest's own processor what it would have done to the real one.
 */
final class Emulator {
  private static final int EAX = 0;
  private static final int EDX = 2;
  private static final int VIRTUAL_8086 = 1 << 17;

  private final VirtualMachine guest;
  private final Frame frame;
  private final GuestCode code;

  /** What else has to be done before the guest goes on. */
  private boolean tablesChanged;

  private boolean descriptorsChanged;

  private boolean called;

  /** No single step ends here, whatever TF says (SDM 3, 7.8.3 and 19.3.1.4). */
  private boolean hidesStep;

  Emulator(VirtualMachine guest, Frame frame) throws GuestFault {
    this.guest = guest;
    this.frame = frame;
    code = new GuestCode(new GuestState.Left(guest, frame));
  }

  boolean tablesChanged() {
    return tablesChanged;
  }

  boolean descriptorsChanged() {
    return descriptorsChanged;
  }

  boolean hidesStep() {
    return hidesStep;
  }

  /** True when the guest has called the hypervisor on purpose. */
  boolean called() {
    return called;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** The guest would have been refused on a machine of its own, too. */
    NOT_PRIVILEGED,
    /** It is privileged, and the hypervisor has no way to do it. */
    UNKNOWN
  }

  /** Does the refused instruction. */
  Outcome emulate() throws GuestFault {
    if (!guest.descriptors().is32Bit(frame.get(Word.CS))) {
      return Outcome.UNKNOWN;
    }
    int opcode = code.opcode();
    if (code.hasShortAddress()) {
      return Outcome.UNKNOWN;
    }
    return switch (opcode) {
      case 0xFA -> setInterrupts(false);
      case 0xFB -> setInterrupts(true);
      case 0xF4 -> halt();
      case 0xE4, 0xE5, 0xE6, 0xE7 -> port(opcode, code.next8());
      case 0xEC, 0xED, 0xEE, 0xEF -> port(opcode, frame.general(EDX) & 0xFFFF);
      case 0xCC -> interrupt(3);
      case 0xCD -> interrupt(code.next8());
      case 0xCE -> interrupt(4);
      case 0xCF -> interruptReturn();
      case 0xCA -> farReturn(code.next16());
      case 0xCB -> farReturn(0);
      case 0x8E -> loadStackSegment(code.next8());
      case 0x17 -> popStackSegment();
      case 0x0F -> twoBytes(code.next8());
      case 0x6C, 0x6D, 0x6E, 0x6F -> Outcome.UNKNOWN; // strings to ports
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome twoBytes(int opcode) throws GuestFault {
    return switch (opcode) {
      case 0x00 -> localTableOrTask(code.next8());
      case 0x01 -> descriptorTable(code.next8());
      case 0x06 -> clearTaskSwitched();
      case 0x08, 0x09 -> done(); // INVD, WBINVD: nobody can see a cache
      case 0x20 -> fromControl(code.next8());
      case 0x22 -> toControl(code.next8());
      case 0x21, 0x23, 0x30, 0x32, 0x33, 0xB2 -> Outcome.UNKNOWN; // DRs, MSRs, counters, LSS
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome done() {
    frame.set(Word.EIP, frame.get(Word.EIP) + code.length());
    return Outcome.DONE;
  }

  private Outcome setInterrupts(boolean on) {
    VirtualCpu cpu = guest.cpu();
    cpu.shadowed = on && !cpu.interruptFlag;
    cpu.interruptFlag = on;
    return done();
  }

  private Outcome clearTaskSwitched() {
    guest.cpu().setCr0(guest.cpu().cr0 & ~VirtualCpu.TASK_SWITCHED);
    return done();
  }

  private Outcome halt() {
    guest.cpu().halted = true;
    return done();
  }

  private Outcome port(int opcode, int port) {
    int bytes = (opcode & 1) == 0 ? 1 : code.isWord() ? 2 : 4;
    int mask = bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    int eax = frame.general(EAX);
    if ((opcode & 2) == 0) {
      int value = guest.devices().ports().read(port, bytes);
      frame.setGeneral(EAX, eax & ~mask | value & mask);
    } else {
      guest.devices().ports().write(port, bytes, eax & mask);
    }
    return done();
  }

  /** The way back is behind the instruction; an exception on the way is one of the instruction. */
  private Outcome interrupt(int vector) throws GuestFault {
    int here = frame.get(Word.EIP);
    done();
    hidesStep = true;
    if (Hypercalls.isCall(guest, frame, vector)) {
      Hypercalls hypercalls = new Hypercalls(guest, frame);
      hypercalls.call();
      called = true;
      tablesChanged = hypercalls.tablesChanged();
      descriptorsChanged = tablesChanged;
      return Outcome.DONE;
    }
    try {
      Interrupts.deliver(guest, frame, vector, GuestFault.NO_ERROR_CODE, Interrupts.By.PROGRAM);
    } catch (GuestFault fault) {
      frame.set(Word.EIP, here);
      throw fault;
    }
    return Outcome.DONE;
  }

  private Outcome interruptReturn() throws GuestFault {
    GuestLinear memory = guest.linear();
    int top = stack();
    int eflags = memory.read32(top + 8);
    if (code.isWord() || (eflags & VIRTUAL_8086) != 0) {
      return Outcome.UNKNOWN;
    }
    if (goBack(memory.read32(top), memory.read32(top + 4) & 0xFFFF, 12, 0) != Outcome.DONE) {
      return Outcome.UNKNOWN;
    }
    VirtualCpu cpu = guest.cpu();
    cpu.interruptFlag = (eflags & Interrupts.INTERRUPT) != 0;
    cpu.ioPrivilege = eflags >>> Interrupts.IOPL_SHIFT & 3;
    int kept = Interrupts.CARRY_TO_DIRECTION | Interrupts.KEPT_BY_RETURN;
    frame.set(Word.EFLAGS, eflags & kept | Interrupts.INTERRUPT | Interrupts.RESERVED);
    return Outcome.DONE;
  }

  private Outcome farReturn(int released) throws GuestFault {
    int top = stack();
    return code.isWord()
        ? Outcome.UNKNOWN
        : goBack(
            guest.linear().read32(top),
            guest.linear().read32(top + 4) & 0xFFFF,
            8 + released,
            released);
  }

  /**
   * To where the words on the stack lead, in the kernel's ring or in ring 3.
   *
   * @param taken bytes of the stack up to where that of an outer ring is named
   * @param released bytes of arguments, which the outer stack has as well
   */
  private Outcome goBack(int eip, int cs, int taken, int released) throws GuestFault {
    int ring = cs & 3;
    if (ring == 1 || ring == 2) {
      return Outcome.UNKNOWN;
    }
    int esp = frame.get(Word.ESP) + taken;
    if (ring == 3) {
      esp = guest.linear().read32(stack() + taken) + released;
      frame.set(Word.SS, guest.linear().read32(stack() + taken + 4) & 0xFFFF);
    }
    frame.set(Word.EIP, eip);
    frame.set(Word.CS, ring == 0 ? cs | 1 : cs);
    frame.set(Word.ESP, esp);
    return Outcome.DONE;
  }

  /** MOV SS, with a register or a word in memory: the selector names ring 0, and it is ring 1. */
  private Outcome loadStackSegment(int modRm) throws GuestFault {
    return (modRm >>> 3 & 7) == 2 ? setStackSegment(code.read16(modRm)) : Outcome.NOT_PRIVILEGED;
  }

  private Outcome popStackSegment() throws GuestFault {
    if (code.isWord()) {
      return Outcome.UNKNOWN;
    }
    Outcome outcome = setStackSegment(guest.linear().read16(stack()));
    frame.set(Word.ESP, frame.get(Word.ESP) + 4);
    return outcome;
  }

  private Outcome setStackSegment(int selector) throws GuestFault {
    if ((selector & 3) != 0 || !guest.descriptors().isCodeOrData(selector)) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, selector & 0xFFFC);
    }
    if (!guest.descriptors().isPresent(selector)) {
      throw GuestFault.of(GuestFault.STACK_FAULT, selector & 0xFFFC);
    }
    frame.set(Word.SS, selector | 1);
    guest.cpu().shadowed = true;
    hidesStep = true;
    return done();
  }

  private Outcome localTableOrTask(int modRm) throws GuestFault {
    switch (modRm >>> 3 & 7) {
      case 2 -> guest.cpu().localTable = code.read16(modRm);
      case 3 -> guest.cpu().taskSelector = code.read16(modRm);
      default -> {
        return Outcome.NOT_PRIVILEGED;
      }
    }
    return done();
  }

  private Outcome descriptorTable(int modRm) throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    int register = modRm >>> 3 & 7;
    if (code.isWord() || register != 2 && register != 3 && register != 7) {
      return Outcome.UNKNOWN;
    }
    int address = code.address(modRm);
    if (register == 7) {
      guest.shadow().forget(address);
      return done();
    }
    int limit = guest.linear().read16(address);
    int base = guest.linear().read32(address + 2);
    if (register == 2) {
      if (limit >= 8 * HostLayout.GUEST_DESCRIPTORS) {
        return Outcome.UNKNOWN;
      }
      cpu.gdtLimit = limit;
      cpu.gdtBase = base;
      descriptorsChanged = true;
    } else {
      cpu.idtLimit = limit;
      cpu.idtBase = base;
    }
    return done();
  }

  private Outcome fromControl(int modRm) {
    VirtualCpu cpu = guest.cpu();
    switch (modRm >>> 3 & 7) {
      case 0 -> frame.setGeneral(modRm & 7, cpu.cr0);
      case 2 -> frame.setGeneral(modRm & 7, cpu.cr2);
      case 3 -> frame.setGeneral(modRm & 7, cpu.cr3);
      case 4 -> frame.setGeneral(modRm & 7, cpu.cr4);
      default -> {
        return Outcome.UNKNOWN;
      }
    }
    return done();
  }

  private Outcome toControl(int modRm) {
    VirtualCpu cpu = guest.cpu();
    int value = frame.general(modRm & 7);
    int register = modRm >>> 3 & 7;
    boolean known =
        switch (register) {
          case 0 -> (value & VirtualCpu.PROTECTION) != 0;
          case 2, 3 -> true;
          case 4 -> (value & ~VirtualCpu.KNOWN_IN_CR4) == 0;
          default -> false;
        };
    if (!known) {
      return Outcome.UNKNOWN;
    }
    switch (register) {
      case 0 -> cpu.setCr0(value);
      case 2 -> cpu.cr2 = value;
      case 3 -> cpu.cr3 = value;
      default -> cpu.cr4 = value;
    }
    tablesChanged = true;
    descriptorsChanged = true;
    return done();
  }

  private int stack() throws GuestFault {
    return guest.descriptors().base(frame.get(Word.SS)) + frame.get(Word.ESP);
  }
}
