package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;

/**
 * Does for a guest's kernel what the processor has refused it: reads the instruction, and does to
 * the guest's own processor what it would have done to the real one.
 */
final class Emulator {
  private static final int ESP = 4;
  private static final int EAX = 0;
  private static final int EDX = 2;

  private final VirtualMachine guest;
  private final Frame frame;

  /** The instruction, and how much of it has been read. */
  private int start;

  private int at;

  /** What else has to be done before the guest goes on. */
  private boolean tablesChanged;

  private boolean descriptorsChanged;

  Emulator(VirtualMachine guest, Frame frame) {
    this.guest = guest;
    this.frame = frame;
  }

  boolean tablesChanged() {
    return tablesChanged;
  }

  boolean descriptorsChanged() {
    return descriptorsChanged;
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
    start = base(frame.get(Word.CS)) + frame.get(Word.EIP);
    at = start;
    int opcode = next8();
    boolean word = opcode == 0x66;
    if (word) {
      opcode = next8();
    }
    return switch (opcode) {
      case 0xFA -> setInterrupts(false);
      case 0xFB -> setInterrupts(true);
      case 0xF4 -> halt();
      case 0xE4, 0xE5, 0xE6, 0xE7 -> port(opcode, next8(), word);
      case 0xEC, 0xED, 0xEE, 0xEF -> port(opcode, frame.general(EDX) & 0xFFFF, word);
      case 0xCD -> interrupt(next8());
      case 0xCC -> interrupt(3);
      case 0xCF -> interruptReturn();
      case 0x8E -> loadStackSegment(next8());
      case 0x17 -> popStackSegment();
      case 0x0F -> twoBytes(next8());
      case 0x6C, 0x6D, 0x6E, 0x6F -> Outcome.UNKNOWN; // strings to ports
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome twoBytes(int opcode) throws GuestFault {
    return switch (opcode) {
      case 0x00 -> localTableOrTask(next8());
      case 0x01 -> descriptorTable(next8());
      case 0x06 -> done(); // CLTS: there is no task switch that would have set it
      case 0x08, 0x09 -> done(); // INVD, WBINVD: nobody can see a cache
      case 0x20 -> fromControl(next8());
      case 0x22 -> toControl(next8());
      case 0x21, 0x23, 0x30, 0x32, 0x33 -> Outcome.UNKNOWN; // debug registers, MSRs, counters
      default -> Outcome.NOT_PRIVILEGED;
    };
  }

  private Outcome done() {
    frame.set(Word.EIP, frame.get(Word.EIP) + at - start);
    return Outcome.DONE;
  }

  private Outcome setInterrupts(boolean on) {
    VirtualCpu cpu = guest.cpu();
    cpu.shadowed = on && !cpu.interruptFlag;
    cpu.interruptFlag = on;
    return done();
  }

  private Outcome halt() {
    guest.cpu().halted = true;
    return done();
  }

  private Outcome port(int opcode, int port, boolean word) {
    int bytes = (opcode & 1) == 0 ? 1 : word ? 2 : 4;
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
    try {
      Interrupts.deliver(guest, frame, vector, GuestFault.NO_ERROR_CODE, true);
    } catch (GuestFault fault) {
      frame.set(Word.EIP, here);
      throw fault;
    }
    descriptorsChanged = true;
    return Outcome.DONE;
  }

  private Outcome interruptReturn() throws GuestFault {
    GuestLinear memory = guest.linear();
    int top = stack();
    int eip = memory.read32(top);
    int cs = memory.read32(top + 4) & 0xFFFF;
    int eflags = memory.read32(top + 8);
    int esp = frame.get(Word.ESP) + 12;
    int ss = frame.get(Word.SS);
    if ((cs & 3) == 3) {
      esp = memory.read32(top + 12);
      ss = memory.read32(top + 16) & 0xFFFF;
      descriptorsChanged = true;
    } else {
      cs = cs & ~3 | 1;
    }
    VirtualCpu cpu = guest.cpu();
    cpu.interruptFlag = (eflags & Interrupts.INTERRUPT) != 0;
    cpu.ioPrivilege = eflags >>> Interrupts.IOPL_SHIFT & 3;
    int kept = Interrupts.CARRY_TO_DIRECTION | Interrupts.KEPT_BY_RETURN;
    frame.set(Word.EFLAGS, eflags & kept | Interrupts.INTERRUPT | Interrupts.RESERVED);
    frame.set(Word.EIP, eip);
    frame.set(Word.CS, cs);
    frame.set(Word.ESP, esp);
    frame.set(Word.SS, ss);
    return Outcome.DONE;
  }

  /** MOV SS, with a register or a word in memory: the selector names ring 0, and it is ring 1. */
  private Outcome loadStackSegment(int modRm) throws GuestFault {
    if ((modRm >>> 3 & 7) != 2) {
      return Outcome.NOT_PRIVILEGED;
    }
    int selector = modRm >= 0xC0 ? frame.general(modRm & 7) : guest.linear().read16(address(modRm));
    return setStackSegment(selector & 0xFFFF);
  }

  private Outcome popStackSegment() throws GuestFault {
    Outcome outcome = setStackSegment(guest.linear().read16(stack()));
    frame.set(Word.ESP, frame.get(Word.ESP) + 4);
    return outcome;
  }

  private Outcome setStackSegment(int selector) throws GuestFault {
    if ((selector & 3) != 0) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, selector & ~3);
    }
    frame.set(Word.SS, selector | 1);
    guest.cpu().shadowed = true;
    return done();
  }

  private Outcome localTableOrTask(int modRm) throws GuestFault {
    int selector = modRm >= 0xC0 ? frame.general(modRm & 7) : guest.linear().read16(address(modRm));
    switch (modRm >>> 3 & 7) {
      case 2 -> guest.cpu().localTable = selector & 0xFFFF;
      case 3 -> guest.cpu().taskSelector = selector & 0xFFFF;
      default -> {
        return Outcome.UNKNOWN;
      }
    }
    return done();
  }

  private Outcome descriptorTable(int modRm) throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    switch (modRm >>> 3 & 7) {
      case 2 -> {
        int address = address(modRm);
        cpu.gdtLimit = guest.linear().read16(address);
        cpu.gdtBase = guest.linear().read32(address + 2);
        descriptorsChanged = true;
      }
      case 3 -> {
        int address = address(modRm);
        cpu.idtLimit = guest.linear().read16(address);
        cpu.idtBase = guest.linear().read32(address + 2);
      }
      case 7 -> guest.shadow().forget(address(modRm));
      default -> {
        return Outcome.UNKNOWN;
      }
    }
    return done();
  }

  private Outcome fromControl(int modRm) {
    VirtualCpu cpu = guest.cpu();
    int value =
        switch (modRm >>> 3 & 7) {
          case 0 -> cpu.cr0;
          case 2 -> cpu.cr2;
          case 3 -> cpu.cr3;
          default -> cpu.cr4;
        };
    frame.setGeneral(modRm & 7, value);
    return done();
  }

  private Outcome toControl(int modRm) {
    VirtualCpu cpu = guest.cpu();
    int value = frame.general(modRm & 7);
    int register = modRm >>> 3 & 7;
    boolean otherMode =
        register == 0 && (value & VirtualCpu.PROTECTION) == 0
            || register == 4 && (value & VirtualCpu.ADDRESS_EXTENSION) != 0;
    if (otherMode) {
      return Outcome.UNKNOWN;
    }
    switch (register) {
      case 0 -> cpu.cr0 = value;
      case 2 -> cpu.cr2 = value;
      case 3 -> cpu.cr3 = value;
      case 4 -> cpu.cr4 = value;
      default -> {
        return Outcome.UNKNOWN;
      }
    }
    tablesChanged = true;
    descriptorsChanged = true;
    return done();
  }

  private int next8() throws GuestFault {
    return guest.linear().read8(at++) & 0xFF;
  }

  private int next32() throws GuestFault {
    int value = guest.linear().read32(at);
    at += 4;
    return value;
  }

  private int stack() throws GuestFault {
    return base(frame.get(Word.SS)) + frame.get(Word.ESP);
  }

  /** Linear address of an operand in memory, in 32-bit addressing (SDM 2, 2.1.5). */
  private int address(int modRm) throws GuestFault {
    int mode = modRm >>> 6;
    int register = modRm & 7;
    if (mode == 3) {
      throw GuestFault.of(GuestFault.INVALID_OPCODE, GuestFault.NO_ERROR_CODE);
    }
    boolean stack = register == 5 && mode != 0;
    int offset;
    if (register == ESP) {
      int scaled = next8();
      int index = scaled >>> 3 & 7;
      int first = scaled & 7;
      stack = first == ESP || first == 5 && mode != 0;
      offset = first == 5 && mode == 0 ? next32() : frame.general(first);
      offset += index == ESP ? 0 : frame.general(index) << (scaled >>> 6);
    } else {
      offset = mode == 0 && register == 5 ? next32() : frame.general(register);
    }
    if (mode == 1) {
      offset += (byte) next8();
    } else if (mode == 2) {
      offset += next32();
    }
    return base(frame.get(stack ? Word.SS : Word.DS)) + offset;
  }

  private int base(int selector) throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    int index = selector & ~7;
    if (index == 0 || index + 7 > cpu.gdtLimit) {
      return 0;
    }
    int low = guest.linear().read32(cpu.gdtBase + index);
    int high = guest.linear().read32(cpu.gdtBase + index + 4);
    return low >>> 16 | (high & 0xFF) << 16 | high & 0xFF000000;
  }
}
