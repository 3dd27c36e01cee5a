package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;

/** Arithmetic on words. */
final class Words {
  private final Selection selection;
  private final Comparisons comparisons;

  Words(Selection selection, Comparisons comparisons) {
    this.selection = selection;
    this.comparisons = comparisons;
  }

  void copy(Operation.Copy o) {
    MachineOperand from = selection.source(o.from());
    selection.move(selection.reg(o.to()), from);
  }

  void unary(Operation.Unary o) {
    Reg to = selection.reg(o.to());
    selection.move(to, selection.source(o.operand()));
    selection.emit(o.operator() == Operation.UnaryOperator.NEGATE ? "neg" : "not", to);
  }

  void compare(Operation.Compare o) {
    comparisons.set(comparisons.compare(o.condition(), o.left(), o.right()), selection.reg(o.to()));
  }

  void extend(Operation.Extend o) {
    Reg to = selection.reg(o.to());
    String mnemonic = o.signed() ? "movsx" : "movzx";
    if (selection.isMemory(o.from())) {
      Operation.Load load = (Operation.Load) selection.folding.waiting(o.from());
      selection.emit(mnemonic, to, selection.memory(load.from(), o.bits()));
      return;
    }
    Reg from = selection.register(o.from());
    Reg part = o.bits() == 8 ? selection.lowByte(from) : from.withBits(16);
    selection.emit(mnemonic, to, part);
  }

  void bits(Operation.Bits o) {
    Reg to = selection.reg(o.to());
    MachineOperand from = selection.place(o.operand());
    switch (o.operator()) {
      case SWAP_BYTES -> {
        selection.move(to, from);
        selection.emit("bswap", to);
      }
      case LEADING_ZEROS -> {
        selection.emit("bsr", to, from);
        selection.emit("xor", to, new Number(31));
      }
      case TRAILING_ZEROS -> selection.emit("bsf", to, from);
    }
  }

  void multiplyLong(Operation.MultiplyLong o) {
    MachineOperand right = selection.place(o.right());
    MachineOperand left = selection.source(o.left());
    product(o.signed() ? "imul" : "mul", left, right);
    selection.move(selection.reg(o.toLow()), Selection.real(Registers.EAX));
    selection.move(selection.reg(o.toHigh()), Selection.real(Registers.EDX));
  }

  /** EDX:EAX. */
  void product(String mnemonic, MachineOperand left, MachineOperand right) {
    selection.move(Selection.real(Registers.EAX), left);
    selection
        .emit(mnemonic, right)
        .implicitly(1 << Registers.EAX, 1 << Registers.EAX | 1 << Registers.EDX);
  }

  void binary(Operation.Binary o) {
    Reg to = selection.reg(o.to());
    switch (o.operator()) {
      case ADD -> add(to, o.left(), o.right());
      case SUBTRACT -> subtract(to, o.left(), o.right());
      case MULTIPLY -> multiply(to, o.left(), o.right());
      case DIVIDE, REMAINDER, DIVIDE_UNSIGNED, REMAINDER_UNSIGNED ->
          new Division(selection).select(o);
      case AND -> and(to, o.left(), o.right());
      case OR -> {
        if (!rotate(to, o.left(), o.right())) {
          commutative("or", to, o.left(), o.right());
        }
      }
      case XOR -> commutative("xor", to, o.left(), o.right());
      case SHIFT_LEFT -> shift("shl", to, o.left(), o.right());
      case SHIFT_RIGHT -> shift("shr", to, o.left(), o.right());
      case SHIFT_RIGHT_SIGNED -> shift("sar", to, o.left(), o.right());
    }
  }

  private void add(Reg to, Operand left, Operand right) {
    boolean memory = selection.isMemory(left) || selection.isMemory(right);
    boolean same =
        isRegister(left, to) && selection.folding.waiting(right) == null
            || isRegister(right, to) && selection.folding.waiting(left) == null;
    if (memory || same) {
      commutative("add", to, left, right);
      return;
    }
    Memory sum = selection.sum(left, right);
    if (isConstant(sum)) {
      selection.move(to, constant(sum));
    } else {
      selection.emit("lea", to, sum);
    }
  }

  private static boolean isConstant(Memory sum) {
    return sum.base() < 0 && sum.index() < 0 && sum.slot().isEmpty();
  }

  private static MachineOperand constant(Memory sum) {
    return sum.symbol().isEmpty()
        ? new Number(sum.displacement())
        : new MachineOperand.SymbolValue(sum.symbol(), sum.displacement());
  }

  private boolean isRegister(Operand operand, Reg register) {
    return operand instanceof Operand.Register r && selection.reg(r).equals(register);
  }

  private void subtract(Reg to, Operand left, Operand right) {
    if (right instanceof Operand.Literal literal && !selection.isMemory(left)) {
      add(to, left, new Operand.Literal(-literal.value()));
    } else if (left instanceof Operand.Literal literal && literal.value() == 0) {
      selection.move(to, selection.source(right));
      selection.emit("neg", to);
    } else {
      MachineOperand other = selection.source(right);
      selection.twoAddress("sub", to, selection.source(left), other);
    }
  }

  private void commutative(String mnemonic, Reg to, Operand left, Operand right) {
    boolean swap =
        left instanceof Operand.Literal
            || selection.isMemory(left) && !(right instanceof Operand.Literal)
            || isRegister(right, to);
    Operand first = swap ? right : left;
    MachineOperand second = selection.source(swap ? left : right);
    selection.twoAddress(mnemonic, to, selection.source(first), second);
  }

  /** A word shifted to the left and to the right, by 32 bits together. */
  private boolean rotate(Reg to, Operand left, Operand right) {
    if (!(selection.folding.waiting(left) instanceof Operation.Binary one
        && selection.folding.waiting(right) instanceof Operation.Binary two
        && one.right() instanceof Operand.Literal count
        && two.right() instanceof Operand.Literal other)) {
      return false;
    }
    boolean whole =
        one.left().equals(two.left())
            && one.left() instanceof Operand.Register
            && count.value() + other.value() == 32
            && (one.operator() == BinaryOperator.SHIFT_LEFT)
                != (two.operator() == BinaryOperator.SHIFT_LEFT);
    if (whole) {
      boolean leftwards = one.operator() == BinaryOperator.SHIFT_LEFT;
      selection.move(to, selection.source(one.left()));
      selection.emit("rol", to, new Number(leftwards ? count.value() : other.value()));
    }
    return whole;
  }

  private void and(Reg to, Operand left, Operand right) {
    if (right instanceof Operand.Literal mask
        && (mask.value() == 0xFF || mask.value() == 0xFFFF)
        && !isRegister(left, to)) {
      int bits = mask.value() == 0xFF ? 8 : 16;
      extend(new Operation.Extend(registerOf(to), left, bits, false));
    } else {
      commutative("and", to, left, right);
    }
  }

  private static Operand.Register registerOf(Reg to) {
    int number = to.number() - Registers.FIRST_VIRTUAL;
    return new Operand.Register(number, Operand.Kind.WORD);
  }

  private void multiply(Reg to, Operand left, Operand right) {
    if (left instanceof Operand.Literal && !(right instanceof Operand.Literal)) {
      multiply(to, right, left);
    } else if (right instanceof Operand.Literal literal) {
      multiply(to, left, literal.value());
    } else {
      commutative("imul", to, left, right);
    }
  }

  private void multiply(Reg to, Operand left, int factor) {
    if (factor == 3 || factor == 5 || factor == 9) {
      Reg value = selection.register(left);
      Memory sum = Memory.based(0, value.number(), 0);
      selection.emit(
          "lea",
          to,
          new Memory(0, sum.slot(), sum.base(), value.number(), factor - 1, 0, sum.symbol()));
    } else if (factor > 0 && (factor & factor - 1) == 0) {
      Operand count = new Operand.Literal(Integer.numberOfTrailingZeros(factor));
      shift("shl", to, left, count);
    } else if (factor == 0) {
      selection.move(to, new Number(0));
    } else {
      selection.emit("imul", to, selection.place(left), new Number(factor));
    }
  }

  private void shift(String mnemonic, Reg to, Operand left, Operand right) {
    if (right instanceof Operand.Literal count) {
      selection.move(to, selection.source(left));
      if ((count.value() & 31) != 0) {
        selection.emit(mnemonic, to, new Number(count.value() & 31));
      }
      return;
    }
    MachineOperand value = selection.source(left);
    MachineOperand count = selection.source(right);
    Reg result = selection.newRegister();
    selection.move(result, value);
    selection.move(Selection.real(Registers.ECX), count);
    selection.emit(mnemonic, result, Selection.real(Registers.ECX).withBits(8));
    selection.move(to, result);
  }

  static boolean isRemainder(BinaryOperator operator) {
    return operator == BinaryOperator.REMAINDER || operator == BinaryOperator.REMAINDER_UNSIGNED;
  }
}
