package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/**
 * Writes the code of one instruction that {@link Repertoire} has. An instruction that reaches
 * memory changes nothing before its last access is known to be plain; when one is not, it is left
 * to the interpreter as if it had not begun.
 */
final class InstructionTranslator {
  private static final int BYTE = 0xff;
  private static final int WORD = 0xffff;

  private final RegionTranslator region;
  private final RegionCode code;
  private final PendingFlags flags;
  private final ArithmeticTranslator arithmetic;
  private final StackTranslator stack;
  private final SystemFlagCode system;
  private final FlagTranslator flagOperations;
  private final GateTranslator gates;
  private final Mode mode;
  private final Passages passages;
  private final int pageEip;

  /** The current instruction: its slots, its offset and the one behind it. */
  private int[] slots;

  private int at;
  private int offset;
  private int next;

  /** The flags before it. */
  private int flagsBefore;

  InstructionTranslator(
      RegionTranslator region, RegionCode code, PendingFlags flags, Mode mode, Passages passages) {
    this.region = region;
    this.code = code;
    this.flags = flags;
    this.mode = mode;
    this.passages = passages;
    pageEip = passages.pageEip();
    arithmetic = new ArithmeticTranslator(code, flags);
    stack = new StackTranslator(code, mode);
    StatusFlagCode status = new StatusFlagCode(code, flags);
    system = new SystemFlagCode(code, status);
    flagOperations = new FlagTranslator(region, code, flags, status, system, stack);
    gates = new GateTranslator(region, code, flags, system, stack, mode, passages);
  }

  /** For the end of a region. */
  void deliverFault() {
    gates.deliver();
  }

  void translate(int[] slots, int at, int offset, int next) {
    this.slots = slots;
    this.at = at;
    this.offset = offset;
    this.next = next;
    flagsBefore = flags.kind();
    int memory = memoryOperand();
    // The operand of INVLPG is an address that nobody accesses.
    if (memory == 0 || Slot.meaning(slots[at]) == Op.INVLPG) {
      body();
      return;
    }
    pushAddress();
    code.set(Local.ADDRESS);
    code.attempt();
    code.locate(Slot.memoryBytes(memory), writesMemory(), mode);
    body();
    orLeaveToInterpreter();
  }

  private void orLeaveToInterpreter() {
    region.orStay(offset, flagsBefore);
  }

  private int memoryOperand() {
    if (!Slot.accessesMemory(slots, at)) {
      return 0;
    }
    for (int word = Slot.A; word <= Slot.B; word++) {
      if (Slot.isMemory(slots[at + word])) {
        return slots[at + word];
      }
    }
    return 0;
  }

  /** What is read and written is located as for a write, which allows both. */
  private boolean writesMemory() {
    boolean target = Slot.isMemory(slots[at + Slot.A]);
    return switch (Slot.meaning(slots[at])) {
      case Op.CMP, Op.TEST, Op.PUSH, Op.JMP, Op.CALL -> false;
      case Op.MUL, Op.IMUL_WIDE, Op.DIV, Op.IDIV -> false;
      case Op.XCHG -> true;
      default -> target;
    };
  }

  private void pushAddress() {
    int ea = slots[at + Slot.EA];
    code.constant(slots[at + Slot.DISPLACEMENT]);
    if (Slot.eaBase(ea) != Slot.NO_REGISTER) {
      code.get(Local.GENERAL + Slot.eaBase(ea));
      code.calculate(Operator.ADD);
    }
    if (Slot.eaIndex(ea) != Slot.NO_REGISTER) {
      code.get(Local.GENERAL + Slot.eaIndex(ea));
      if (Slot.eaScale(ea) != 0) {
        code.constant(Slot.eaScale(ea));
        code.calculate(Operator.SHIFT_LEFT);
      }
      code.calculate(Operator.ADD);
    }
  }

  private void body() {
    int a = slots[at + Slot.A];
    int b = slots[at + Slot.B];
    switch (Slot.meaning(slots[at])) {
      case Op.MOV, Op.MOVZX -> {
        push(b);
        pop(a);
      }
      case Op.MOVSX -> {
        push(b);
        code.signExtend(bytes(b));
        pop(a);
      }
      case Op.LEA -> {
        pushAddress();
        pop(a);
      }
      case Op.CMOVCC -> moveIf(a, b);
      case Op.SETCC -> {
        flags.pushCondition(Slot.condition(slots[at]));
        pop(a);
      }
      case Op.XCHG -> exchange(a, b);
      case Op.NOT -> {
        push(a);
        code.constant(-1);
        code.calculate(Operator.XOR);
        pop(a);
      }
      case Op.CBW -> {
        code.get(Core.EAX);
        code.signExtend(2);
        code.set(Core.EAX);
      }
      case Op.CWD -> {
        code.get(Core.EAX);
        code.constant(31);
        code.calculate(Operator.SHIFT_RIGHT_SIGNED);
        code.set(Core.EDX);
      }
      case Op.NOP -> {}
      case Op.PUSH, Op.POP, Op.LEAVE -> stack(a);
      case Op.PUSHA, Op.POPA -> stackOfAll();
      case Op.PUSHF -> flagOperations.pushFlags(offset, flagsBefore);
      case Op.POPF -> flagOperations.popFlags(offset, flagsBefore);
      case Op.CLC, Op.STC, Op.CMC, Op.CLD, Op.STD, Op.CLI ->
          flagOperations.translate(Slot.meaning(slots[at]), offset);
      case Op.IN -> readPort(a, b);
      case Op.INVLPG -> dropPage();
      case Op.MOV_FROM_CR -> {
        code.load(Frame.CR2);
        pop(a);
      }
      case Op.INT, Op.IRET -> gates.translate(passages.of(slots, at), offset, next);
      case Op.JCC, Op.JMP, Op.CALL, Op.RET -> branch(a);
      default -> compute(a, b);
    }
  }

  /** What sets flags. */
  private void compute(int a, int b) {
    boolean hidden = region.flagsAreHidden(offset);
    switch (Slot.meaning(slots[at])) {
      case Op.SHL, Op.SHR, Op.SAR -> {
        push(a);
        arithmetic.shift(slots, at, hidden);
        pop(a);
      }
      case Op.IMUL -> {
        boolean three = slots[at + Slot.C] != 0;
        push(three ? b : a);
        code.set(Local.VALUE);
        push(three ? slots[at + Slot.C] : b);
        code.set(Local.OTHER);
        arithmetic.multiply(hidden);
        pop(a);
      }
      case Op.MUL, Op.IMUL_WIDE -> {
        push(a);
        code.set(Local.OTHER);
        arithmetic.multiplyWide(Slot.meaning(slots[at]) == Op.IMUL_WIDE, hidden);
      }
      case Op.DIV, Op.IDIV -> divide(a, hidden);
      default -> calculate(a, b, hidden);
    }
  }

  private void calculate(int a, int b, boolean hidden) {
    int op = Slot.meaning(slots[at]);
    push(a);
    code.set(Local.VALUE);
    if (op == Op.INC || op == Op.DEC) {
      arithmetic.step(op == Op.INC, bytes(a), hidden);
    } else {
      if (op == Op.NEG) {
        code.get(Local.VALUE);
        code.set(Local.OTHER);
        code.constant(0);
        code.set(Local.VALUE);
      } else {
        push(b);
        code.set(Local.OTHER);
      }
      arithmetic.binary(op, bytes(a), hidden);
    }
    if (op != Op.CMP && op != Op.TEST) {
      code.get(Local.OUTCOME);
      pop(a);
    }
  }

  private void moveIf(int a, int b) {
    push(b);
    code.set(Local.VALUE);
    code.attempt();
    code.giveUpIf(flags.pushComparison(Slot.condition(slots[at])).negated());
    code.get(Local.VALUE);
    pop(a);
    code.otherwise();
    code.end();
  }

  private void exchange(int a, int b) {
    push(a);
    code.set(Local.VALUE);
    push(b);
    code.set(Local.OTHER);
    code.get(Local.OTHER);
    pop(a);
    code.get(Local.VALUE);
    pop(b);
  }

  /** Only quotients of dividends that fit into a word; the interpreter knows the others. */
  private void divide(int a, boolean hidden) {
    boolean signed = Slot.meaning(slots[at]) == Op.IDIV;
    push(a);
    code.set(Local.OTHER);
    code.attempt();
    code.get(Local.OTHER);
    code.constant(0);
    code.giveUpIf(Comparison.EQUAL);
    if (signed) {
      code.get(Local.OTHER);
      code.constant(-1);
      code.giveUpIf(Comparison.EQUAL);
    }
    code.get(Core.EDX);
    if (signed) {
      code.get(Core.EAX);
      code.constant(31);
      code.calculate(Operator.SHIFT_RIGHT_SIGNED);
    } else {
      code.constant(0);
    }
    code.giveUpIf(Comparison.NOT_EQUAL);
    arithmetic.divide(signed, hidden);
    orLeaveToInterpreter();
  }

  private void stack(int a) {
    switch (Slot.meaning(slots[at])) {
      case Op.PUSH -> {
        push(a);
        code.set(Local.VALUE);
        stack.beginPush();
        stack.endPush();
        orLeaveToInterpreter();
      }
      case Op.POP -> {
        stack.beginPop(Core.ESP);
        code.get(Local.PHYSICAL);
        code.read(4);
        code.set(Local.VALUE);
        stack.move(Core.ESP, 4);
        code.get(Local.VALUE);
        pop(a);
        orLeaveToInterpreter();
      }
      default -> {
        stack.beginPop(Core.EBP);
        stack.move(Core.EBP, 4);
        code.get(Local.PHYSICAL);
        code.read(4);
        code.set(Core.EBP);
        orLeaveToInterpreter();
      }
    }
  }

  private void stackOfAll() {
    code.attempt();
    if (Slot.meaning(slots[at]) == Op.PUSHA) {
      stack.pushAll();
    } else {
      stack.popAll();
    }
    orLeaveToInterpreter();
  }

  private void dropPage() {
    code.attempt();
    code.giveUpUnless(Frame.QUIET);
    pushAddress();
    code.dropPage();
    region.leaveUnlessGoesOn(next);
    region.orAsk(offset, flagsBefore);
  }

  private void readPort(int a, int b) {
    code.attempt();
    code.giveUpUnless(mode.user() ? Frame.PORTS_OF_USER : Frame.PORTS);
    region.handOverLeft();
    push(b);
    code.constant(WORD);
    code.calculate(Operator.AND);
    code.readPort(bytes(a));
    pop(a);
    region.leaveUnlessGoesOn(next);
    region.orAsk(offset, flagsBefore);
  }

  private void branch(int a) {
    switch (Slot.meaning(slots[at])) {
      case Op.JCC ->
          region.branch(Slot.condition(slots[at]), next + slots[at + Slot.IMMEDIATE], next);
      case Op.JMP -> {
        setTarget(a);
        goToTarget(a);
      }
      case Op.CALL -> {
        setTarget(a);
        code.constant(pageEip + next);
        code.set(Local.VALUE);
        stack.beginPush();
        stack.endPush();
        goToTarget(a);
        orLeaveToInterpreter();
      }
      default -> {
        stack.beginPop(Core.ESP);
        code.get(Local.PHYSICAL);
        code.read(4);
        setOffset();
        stack.move(Core.ESP, 4 + slots[at + Slot.IMMEDIATE]);
        region.goToOffset();
        orLeaveToInterpreter();
      }
    }
  }

  /** Puts where an operand leads into {@link Local#OFFSET}, unless it is a constant. */
  private void setTarget(int a) {
    if (Slot.kind(a) != Slot.CONSTANT) {
      push(a);
      setOffset();
    }
  }

  /** Pops an address. */
  private void setOffset() {
    code.constant(pageEip);
    code.calculate(Operator.SUBTRACT);
    code.set(Local.OFFSET);
  }

  private void goToTarget(int a) {
    if (Slot.kind(a) == Slot.CONSTANT) {
      region.goTo(next + slots[at + Slot.IMMEDIATE]);
    } else {
      region.goToOffset();
    }
  }

  private static int bytes(int operand) {
    return switch (Slot.kind(operand)) {
      case Slot.REGISTER8, Slot.MEMORY8 -> 1;
      case Slot.REGISTER16, Slot.MEMORY16 -> 2;
      default -> 4;
    };
  }

  /** Pushes an operand, zero-extended; one in memory has been located. */
  private void push(int operand) {
    int register = Slot.register(operand);
    switch (Slot.kind(operand)) {
      case Slot.CONSTANT -> code.constant(slots[at + Slot.IMMEDIATE]);
      case Slot.REGISTER32 -> code.get(Local.GENERAL + register);
      case Slot.REGISTER16 -> {
        code.get(Local.GENERAL + register);
        and(WORD);
      }
      case Slot.REGISTER8 -> {
        code.get(Local.GENERAL + (register & 3));
        if (register > 3) {
          code.constant(8);
          code.calculate(Operator.SHIFT_RIGHT);
        }
        and(BYTE);
      }
      default -> {
        code.get(Local.PHYSICAL);
        code.read(bytes(operand));
      }
    }
  }

  /** Pops into an operand. */
  private void pop(int operand) {
    int register = Slot.register(operand);
    switch (Slot.kind(operand)) {
      case Slot.REGISTER32 -> code.set(Local.GENERAL + register);
      case Slot.REGISTER16 -> insert(register, WORD, 0);
      case Slot.REGISTER8 -> insert(register & 3, BYTE, register > 3 ? 8 : 0);
      default -> {
        code.set(Local.SCRATCH);
        code.get(Local.PHYSICAL);
        code.get(Local.SCRATCH);
        code.write(bytes(operand));
      }
    }
  }

  private void insert(int register, int mask, int shift) {
    and(mask);
    if (shift != 0) {
      code.constant(shift);
      code.calculate(Operator.SHIFT_LEFT);
    }
    code.get(Local.GENERAL + register);
    and(~(mask << shift));
    code.calculate(Operator.OR);
    code.set(Local.GENERAL + register);
  }

  private void and(int mask) {
    code.constant(mask);
    code.calculate(Operator.AND);
  }
}
