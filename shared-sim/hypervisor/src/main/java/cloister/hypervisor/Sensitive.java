package cloister.hypervisor;

import cloister.cpu.core.Eflags;
import cloister.hypervisor.Emulator.Outcome;
import cloister.hypervisor.Frame.Word;

/**
 * Does for a guest's kernel what depends on the ring without being refused there, and what names
 * segments: a translation calls for it, since nobody else would.
 */
final class Sensitive {
  private static final int EAX = 0;
  private static final int EDX = 2;
  private static final int CS = 1;
  private static final int SS = 2;
  private static final Word[] SEGMENTS = {Word.ES, Word.CS, Word.SS, Word.DS, Word.FS, Word.GS};

  private final VirtualMachine guest;
  private final Frame frame;
  private final GuestCode code;
  private final GuestLinear memory;
  private final SegmentLoads segments;

  Sensitive(VirtualMachine guest, Frame frame) throws GuestFault {
    this.guest = guest;
    this.frame = frame;
    code = new GuestCode(new GuestState.Left(guest, frame));
    memory = guest.linear();
    segments = new SegmentLoads(guest, frame);
  }

  /** NOT_PRIVILEGED for what the {@link Emulator} has. */
  Outcome emulate() throws GuestFault {
    int opcode = code.opcode();
    if (code.hasShortAddress()) {
      return Outcome.UNKNOWN;
    }
    return switch (opcode) {
      case 0x9C -> pushFlags();
      case 0x9D -> popFlags();
      case 0x06, 0x0E, 0x16, 0x1E -> pushSegment(opcode >>> 3);
      case 0x07, 0x1F -> popSegment(SEGMENTS[opcode >>> 3]);
      case 0x8C -> fromSegment(code.next8());
      case 0x8E -> toSegment(code.next8());
      case 0xC4 -> farPointer(Word.ES);
      case 0xC5 -> farPointer(Word.DS);
      case 0xCE -> overflow();
      case 0xEA -> farJump(code.next32(), code.next16());
      case 0x9A -> farCall(code.next32(), code.next16());
      case 0xFF -> throughPointer(code.next8());
      case 0x0F -> twoBytes(code.next8());
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome twoBytes(int opcode) throws GuestFault {
    return switch (opcode) {
      case 0x00 -> descriptors(code.next8());
      case 0x01 -> tables(code.next8());
      case 0x02, 0x03 -> segmentFacts(opcode, code.next8());
      case 0x31 -> timeStamp();
      case 0xA0, 0xA8 -> Outcome.UNKNOWN;
      case 0xA1 -> popSegment(Word.FS);
      case 0xB2 -> farPointer(Word.SS);
      case 0xB4 -> farPointer(Word.FS);
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome done() {
    frame.set(Word.EIP, frame.get(Word.EIP) + code.length());
    return Outcome.DONE;
  }

  private int stack() throws GuestFault {
    return guest.descriptors().base(frame.get(Word.SS)) + frame.get(Word.ESP);
  }

  private void push(int value) throws GuestFault {
    int bytes = code.isWord() ? 2 : 4;
    write(stack() - bytes, bytes, value);
    frame.set(Word.ESP, frame.get(Word.ESP) - bytes);
  }

  private void write(int linear, int bytes, int value) throws GuestFault {
    if (bytes == 2) {
      memory.write16(linear, value);
    } else {
      memory.write32(linear, value);
    }
  }

  private Outcome pushFlags() throws GuestFault {
    push(Interrupts.flags(guest.cpu(), frame) & ~Eflags.RF);
    return done();
  }

  private Outcome popFlags() throws GuestFault {
    int bytes = code.isWord() ? 2 : 4;
    int value = bytes == 2 ? memory.read16(stack()) : memory.read32(stack());
    VirtualCpu cpu = guest.cpu();
    cpu.interruptFlag = (value & Interrupts.INTERRUPT) != 0;
    cpu.ioPrivilege = value >>> Interrupts.IOPL_SHIFT & 3;
    int free = Interrupts.CARRY_TO_DIRECTION | Interrupts.KEPT_BY_RETURN | Eflags.NT;
    int taken = bytes == 2 ? free & 0xFFFF : free;
    int eflags = frame.get(Word.EFLAGS) & ~taken | value & taken;
    frame.set(Word.EFLAGS, eflags & ~Eflags.RF);
    frame.set(Word.ESP, frame.get(Word.ESP) + bytes);
    return done();
  }

  private Outcome pushSegment(int register) throws GuestFault {
    push(believed(register));
    return done();
  }

  private int believed(int register) {
    int selector = frame.get(SEGMENTS[register]) & 0xFFFF;
    return register == CS || register == SS ? VirtualMachine.believed(selector) : selector;
  }

  private Outcome popSegment(Word register) throws GuestFault {
    segments.load(register, memory.read16(stack()));
    frame.set(Word.ESP, frame.get(Word.ESP) + (code.isWord() ? 2 : 4));
    return done();
  }

  private Outcome fromSegment(int modRm) throws GuestFault {
    int selector = believed(modRm >>> 3 & 7);
    if (modRm >= 0xC0) {
      setRegister(modRm & 7, selector);
    } else {
      memory.write16(code.address(modRm), selector);
    }
    return done();
  }

  private void setRegister(int register, int value) {
    int kept = code.isWord() ? frame.general(register) & 0xFFFF0000 : 0;
    frame.setGeneral(register, kept | value & (code.isWord() ? 0xFFFF : -1));
  }

  /** SS is loaded by the Emulator, which it is refused for in ring 1, too. */
  private Outcome toSegment(int modRm) throws GuestFault {
    int register = modRm >>> 3 & 7;
    if (register == SS) {
      return Outcome.NOT_PRIVILEGED;
    }
    if (register == CS) {
      throw GuestFault.of(GuestFault.INVALID_OPCODE, GuestFault.NO_ERROR_CODE);
    }
    segments.load(SEGMENTS[register], code.read16(modRm));
    return done();
  }

  private Outcome farPointer(Word register) throws GuestFault {
    if (code.isWord()) {
      return Outcome.UNKNOWN;
    }
    int modRm = code.next8();
    int address = code.address(modRm);
    int offset = memory.read32(address);
    segments.load(register, memory.read16(address + 4));
    frame.setGeneral(modRm >>> 3 & 7, offset);
    return done();
  }

  private Outcome overflow() {
    return (frame.get(Word.EFLAGS) & Eflags.OF) == 0 ? done() : Outcome.NOT_PRIVILEGED;
  }

  private Outcome throughPointer(int modRm) throws GuestFault {
    int operation = modRm >>> 3 & 7;
    if (operation != 3 && operation != 5) {
      return Outcome.NOT_PRIVILEGED;
    }
    int address = code.address(modRm);
    int offset = memory.read32(address);
    int selector = memory.read16(address + 4);
    return operation == 3 ? farCall(offset, selector) : farJump(offset, selector);
  }

  private Outcome farJump(int offset, int selector) throws GuestFault {
    if (code.isWord() || !segments.isCode(selector)) {
      return Outcome.UNKNOWN;
    }
    segments.enterCode(selector, offset);
    return Outcome.DONE;
  }

  private Outcome farCall(int offset, int selector) throws GuestFault {
    if (code.isWord() || !segments.isCode(selector)) {
      return Outcome.UNKNOWN;
    }
    int top = stack();
    int from = frame.get(Word.CS);
    int here = frame.get(Word.EIP);
    segments.enterCode(selector, offset);
    try {
      memory.write32(top - 4, VirtualMachine.believed(from & 0xFFFF));
      memory.write32(top - 8, here + code.length());
    } catch (GuestFault fault) {
      frame.set(Word.CS, from);
      frame.set(Word.EIP, here);
      throw fault;
    }
    frame.set(Word.ESP, frame.get(Word.ESP) - 8);
    return Outcome.DONE;
  }

  private Outcome descriptors(int modRm) throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    switch (modRm >>> 3 & 7) {
      case 0 -> store(modRm, cpu.localTable);
      case 1 -> store(modRm, cpu.taskSelector);
      case 4 -> setZero(GuestSegment.seen(guest, code.read16(modRm), 0).isReadable());
      case 5 -> setZero(GuestSegment.seen(guest, code.read16(modRm), 0).isWritable());
      default -> {
        return Outcome.NOT_PRIVILEGED;
      }
    }
    return done();
  }

  /** A word in memory, or a register of the operand's size. */
  private void store(int modRm, int value) throws GuestFault {
    if (modRm >= 0xC0) {
      setRegister(modRm & 7, value);
    } else {
      memory.write16(code.address(modRm), value);
    }
  }

  private void setZero(boolean on) {
    int eflags = frame.get(Word.EFLAGS);
    frame.set(Word.EFLAGS, on ? eflags | Eflags.ZF : eflags & ~Eflags.ZF);
  }

  private Outcome tables(int modRm) throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    switch (modRm >>> 3 & 7) {
      case 0 -> table(code.address(modRm), cpu.gdtBase, cpu.gdtLimit);
      case 1 -> table(code.address(modRm), cpu.idtBase, cpu.idtLimit);
      case 4 -> store(modRm, cpu.cr0);
      default -> {
        return Outcome.NOT_PRIVILEGED;
      }
    }
    return done();
  }

  private void table(int address, int base, int limit) throws GuestFault {
    memory.write16(address, limit);
    memory.write32(address + 2, base);
  }

  private Outcome segmentFacts(int opcode, int modRm) throws GuestFault {
    GuestSegment found = GuestSegment.seen(guest, code.read16(modRm), 0);
    boolean there = opcode == 2 ? found.hasRights() : found.hasLimit();
    if (there) {
      setRegister(modRm >>> 3 & 7, opcode == 2 ? found.high() & 0x00FFFF00 : found.limit());
    }
    setZero(there);
    return done();
  }

  private Outcome timeStamp() {
    long ticks = guest.ticks();
    frame.setGeneral(EAX, (int) ticks);
    frame.setGeneral(EDX, (int) (ticks >>> 32));
    return done();
  }
}
