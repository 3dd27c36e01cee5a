package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Rights;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.probe.Names;
import cloister.world.timeline.Registers;
import java.util.ArrayList;
import java.util.List;

/**
 * What an instruction that no event tells of did: from its operands, and from the registers before
 * and after it. Memory is read as it is afterwards, so nothing is said of what is overwritten.
 */
final class Effect {
  private static final int SS = 2;

  private final Argument text;
  private final int[] slot;
  private final Registers before;
  private final Cpu cpu;
  private final Memory memory;
  private final Seen seen;

  /**
   * @param slot the decoded instruction, a {@link Slot}
   */
  Effect(Argument text, int[] slot, Registers before, Cpu cpu, Memory memory) {
    this.text = text;
    this.slot = slot;
    this.before = before;
    this.cpu = cpu;
    this.memory = memory;
    seen = new Seen(cpu);
  }

  Message sentence() {
    int op = Slot.op(slot[Slot.OP]);
    int first = slot[Slot.A];
    if (cpu.eip() != before.eip() + slot[Slot.LENGTH] && repeats() == 0) {
      return jump(op);
    }
    if (op == Op.JCC && slot[Slot.IMMEDIATE] != 0) {
      return Message.of("step.not-taken", text, Argument.name("flags", asked()));
    }
    if (op == Op.CMP) {
      return compared(first, slot[Slot.B]);
    }
    if (op == Op.PUSH || op == Op.PUSH_SEGMENT) {
      int bytes = Slot.operand32(slot[Slot.OP]) ? 4 : 2;
      return written("step.pushed", onStack(cpu.general[Names.ESP]), bytes);
    }
    boolean bitElsewhere = Op.group(op) == Op.BIT && isRegister(slot[Slot.B]);
    if (writesFirst(op) && Slot.isMemory(first) && !bitElsewhere) {
      return written(first);
    }
    if (writesFirst(op) && isRegister(first)) {
      return register(op, first);
    }
    return changes();
  }

  /** A repeated string instruction stays where it is until it is done. */
  private int repeats() {
    boolean string = Op.group(Slot.op(slot[Slot.OP])) == Op.STRING;
    return string ? Slot.repeat(slot[Slot.OP]) : 0;
  }

  private Message jump(int op) {
    Argument to = Argument.hex32("address", cpu.linearEip());
    return op == Op.JCC
        ? Message.of("step.taken", text, Argument.name("flags", asked()), to)
        : Message.of("step.jump", text, to);
  }

  private Message compared(int first, int second) {
    if ((Slot.isMemory(first) || Slot.isMemory(second))
        && seen.stale(address(), Slot.memoryBytes(Slot.isMemory(first) ? first : second))) {
      return changes();
    }
    int bytes = 1 << Slot.size(slot[Slot.OP]);
    Argument left = Signed.number("left", value(first), bytes);
    return (cpu.eflags() & Eflags.ZF) != 0
        ? Message.of("step.equal", text, left)
        : Message.of(
            "step.unequal",
            text,
            left,
            Signed.number("right", value(second), bytes),
            Argument.name("flags", flags(Eflags.ZF | Eflags.CF | Eflags.SF | Eflags.OF)));
  }

  /** While address line 20 is held, memory sees another address than the instruction says. */
  private Message written(int operand) {
    int bytes = Slot.memoryBytes(operand);
    int below = memory.gated(address());
    if (cpu.linear().physical(address()) != address() || below == address()) {
      return written("step.written", address(), bytes);
    }
    return written("step.written-gated", address(), bytes, Argument.hex("to", below));
  }

  private Message written(String id, int address, int bytes, Argument... more) {
    if (seen.stale(address, bytes)) {
      return changes();
    }
    List<Argument> arguments = new ArrayList<>();
    arguments.add(text);
    arguments.add(Signed.number("value", seen.read(address, bytes), bytes));
    arguments.add(Argument.hex("address", address));
    arguments.addAll(List.of(more));
    return Message.of(id, arguments.toArray(Argument[]::new));
  }

  private Message register(int op, int operand) {
    Argument name = Argument.name("register", name(operand));
    Argument value = Signed.number("value", after(operand), bytes(operand));
    if (op == Op.POP) {
      int from = onStack(before.general(Names.ESP));
      return Message.of("step.read", text, name, value, Argument.hex("address", from));
    }
    boolean loaded = op == Op.MOV || op == Op.MOVZX || op == Op.MOVSX;
    return loaded && Slot.isMemory(slot[Slot.B])
        ? Message.of("step.read", text, name, value, Argument.hex("address", address()))
        : Message.of("step.register", text, name, value);
  }

  /** Whatever registers and flags have new values. */
  private Message changes() {
    StringBuilder values = new StringBuilder();
    for (int register = 0; register < 8; register++) {
      if (cpu.general[register] != before.general(register)) {
        add(values, Names.GENERAL.get(register), Signed.digits(cpu.general[register]));
      }
    }
    add(values, flags(cpu.eflags() ^ before.eflags()));
    return values.isEmpty()
        ? Message.of("step.plain", text)
        : Message.of("step.values", text, Argument.name("values", values.toString()));
  }

  /** The flags of a mask with their values, from the most significant down. */
  private String flags(int mask) {
    StringBuilder values = new StringBuilder();
    for (Names.Flag flag : Names.FLAGS) {
      if (Bits.field(mask, flag.high(), flag.low()) != 0) {
        int value = Bits.field(cpu.eflags(), flag.high(), flag.low());
        add(values, flag.name(), Integer.toString(value));
      }
    }
    return values.toString();
  }

  private static void add(StringBuilder values, String name, String value) {
    add(values, Ascii.upper(name) + " = " + value);
  }

  private static void add(StringBuilder values, String more) {
    values.append(values.isEmpty() || more.isEmpty() ? "" : ", ").append(more);
  }

  /** The flags that a condition goes by (SDM 1, B.1); its lowest bit only turns it round. */
  private String asked() {
    return flags(
        switch (Slot.condition(slot[Slot.OP]) >> 1) {
          case 0 -> Eflags.OF;
          case 1 -> Eflags.CF;
          case 2 -> Eflags.ZF;
          case 3 -> Eflags.CF | Eflags.ZF;
          case 4 -> Eflags.SF;
          case 5 -> Eflags.PF;
          case 6 -> Eflags.SF | Eflags.OF;
          default -> Eflags.ZF | Eflags.SF | Eflags.OF;
        });
  }

  /** Whether the instruction leaves its result in its first operand. */
  private static boolean writesFirst(int op) {
    return switch (Op.group(op)) {
      case Op.ARITHMETIC -> op != Op.TEST;
      case Op.SHIFT -> true;
      case Op.MULTIPLY -> op == Op.IMUL;
      case Op.BIT -> op != Op.BT;
      case Op.MOVE -> op != Op.NOP && op != Op.XCHG && op != Op.CMOVCC;
      case Op.STACK -> op == Op.POP;
      default -> op == Op.MOV_FROM_SEGMENT || op == Op.MOV_FROM_CR || op == Op.MOV_FROM_DR;
    };
  }

  private static boolean isRegister(int operand) {
    int kind = Slot.kind(operand);
    return kind >= Slot.REGISTER8 && kind <= Slot.REGISTER32;
  }

  /** Linear address of the operand in memory. */
  private int address() {
    int ea = slot[Slot.EA];
    int offset =
        slot[Slot.DISPLACEMENT]
            + before(Slot.eaBase(ea))
            + (before(Slot.eaIndex(ea)) << Slot.eaScale(ea));
    int inSegment = Slot.eaAddress32(ea) ? offset : offset & 0xffff;
    return before.base(Slot.eaSegment(ea)) + inSegment;
  }

  /** What a register gives to an address: POP has moved ESP by then (SDM 2, POP). */
  private int before(int register) {
    if (register == Slot.NO_REGISTER) {
      return 0;
    }
    return Slot.op(slot[Slot.OP]) == Op.POP ? cpu.general[register] : before.general(register);
  }

  /** Linear address of what a stack pointer points to; only SP counts in a 16-bit stack. */
  private int onStack(int pointer) {
    boolean big = Rights.isBig(cpu.segments.rights[SS]);
    return cpu.segments.base[SS] + (big ? pointer : pointer & 0xffff);
  }

  /** An operand that the instruction has left as it was. */
  private int value(int operand) {
    if (Slot.isMemory(operand)) {
      return seen.read(address(), Slot.memoryBytes(operand));
    }
    if (isRegister(operand)) {
      return after(operand);
    }
    int unused = 32 - (8 << Slot.size(slot[Slot.OP]));
    return slot[Slot.IMMEDIATE] << unused >>> unused;
  }

  private int after(int operand) {
    int register = Slot.register(operand);
    return switch (Slot.kind(operand)) {
      case Slot.REGISTER8 -> cpu.general[register & 3] >>> (register & 4) * 2 & 0xff;
      case Slot.REGISTER16 -> cpu.general[register] & 0xffff;
      default -> cpu.general[register];
    };
  }

  private static int bytes(int register) {
    return switch (Slot.kind(register)) {
      case Slot.REGISTER8 -> 1;
      case Slot.REGISTER16 -> 2;
      default -> 4;
    };
  }

  /** AL to BH, AX, or EAX. */
  private static String name(int operand) {
    int register = Slot.register(operand);
    String whole = Ascii.upper(Names.GENERAL.get(register));
    return switch (Slot.kind(operand)) {
      case Slot.REGISTER8 -> "" + "ACDB".charAt(register & 3) + (register < 4 ? 'L' : 'H');
      case Slot.REGISTER16 -> whole.substring(1);
      default -> whole;
    };
  }
}
