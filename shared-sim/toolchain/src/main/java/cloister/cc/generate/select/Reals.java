package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.MachineOperand.Stack;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.ir.Operation.RealOperator;
import cloister.cc.tree.Real;

/** Arithmetic on the x87. */
final class Reals {
  private final Selection selection;
  private final FloatingStack stack;
  private final Conversions conversions;
  private int position;

  Reals(Selection selection, FloatingStack stack) {
    this.selection = selection;
    this.stack = stack;
    conversions = new Conversions(selection, stack);
  }

  /** The place in the block of the operation that is being made. */
  void at(int instruction) {
    position = instruction;
    stack.makeRoom();
  }

  void enterBlock() {
    conversions.forgetControlWord();
  }

  /** Calls find the stack empty, and may change how numbers are rounded. */
  void flush() {
    stack.flush();
    conversions.forgetControlWord();
  }

  void define(Register register) {
    stack.define(register, 0, position);
  }

  void defineAt(Register register, int place) {
    stack.define(register, place, position);
  }

  /** A value to the top of the stack, where it belongs to nobody. */
  void bring(Operand operand) {
    switch (operand) {
      case Operand.RealLiteral literal -> constant(literal.value());
      case Register register -> bring(register);
      default -> throw new IllegalStateException("no real " + operand);
    }
  }

  private void constant(Real value) {
    if (value.equals(Real.ZERO)) {
      stack.push("fldz");
    } else if (value.equals(Real.ONE)) {
      stack.push("fld1");
    } else {
      stack.push("fld", selection.constants.place(value));
    }
  }

  private void bring(Register register) {
    switch (selection.folding.waiting(register)) {
      case Operation.RealLoad load -> stack.push("fld", memory(load));
      case Operation.RealFromInteger integer -> conversions.push(integer);
      case Operation.RealRound round -> {
        bring(round.operand());
        conversions.roundTop(round.format());
      }
      case null, default -> {
        int place = stack.find(register.number());
        boolean dies = selection.folding.readAndDie(register);
        if (place < 0) {
          stack.push("fld", stack.slot(register.number()));
        } else if (dies) {
          stack.exchange(place);
          stack.rename(0, FloatingStack.UNNAMED);
        } else {
          stack.push("fld", new Stack(place));
        }
      }
    }
  }

  private Memory memory(Operation.RealLoad load) {
    return selection.memory(load.from(), RealFormats.bits(load.format()));
  }

  /** True for what arithmetic can take from memory: singles, doubles and integers. */
  private boolean isMemory(Operand operand) {
    return switch (operand) {
      case Operand.RealLiteral literal ->
          RealFormats.shortest(literal.value()) != RealFormat.EXTENDED;
      case Register register -> {
        Operation waiting = selection.folding.waiting(register);
        yield switch (waiting) {
          case Operation.RealLoad load -> load.format() != RealFormat.EXTENDED;
          case Operation.RealFromInteger integer -> conversions.isInMemory(integer);
          case null ->
              stack.find(register.number()) < 0 && stack.format(register) != RealFormat.EXTENDED;
          default -> false;
        };
      }
      default -> false;
    };
  }

  /** Arithmetic of the top with memory. */
  private void withMemory(String name, Operand operand) {
    switch (operand) {
      case Operand.RealLiteral literal ->
          selection.emit("f" + name, selection.constants.place(literal.value()));
      case Register register -> {
        switch (selection.folding.waiting(register)) {
          case Operation.RealLoad load -> selection.emit("f" + name, memory(load));
          case Operation.RealFromInteger integer ->
              selection.emit("fi" + name, conversions.memory(integer));
          case null, default -> {
            selection.folding.readAndDie(register);
            selection.emit("f" + name, stack.slot(register.number()));
          }
        }
      }
      default -> throw new IllegalStateException("no real " + operand);
    }
  }

  private static String name(RealOperator operator, boolean reversed) {
    return switch (operator) {
      case ADD -> "add";
      case SUBTRACT -> reversed ? "subr" : "sub";
      case MULTIPLY -> "mul";
      case DIVIDE -> reversed ? "divr" : "div";
    };
  }

  void copy(Operation.Copy o) {
    bring(o.from());
    define(o.to());
  }

  void load(Operation.RealLoad o) {
    stack.push("fld", memory(o));
    define(o.to());
  }

  void binary(Operation.RealBinary o) {
    int result = 0;
    if (isMemory(o.right())) {
      bring(o.left());
      withMemory(name(o.operator(), false), o.right());
    } else if (isMemory(o.left())) {
      bring(o.right());
      withMemory(name(o.operator(), true), o.left());
    } else if (o.left().equals(o.right())) {
      twice(o.left());
      selection.emit("f" + name(o.operator(), false), new Stack(0), new Stack(0));
    } else {
      result = onStack(o.operator(), o.left(), o.right());
    }
    stack.define(o.to(), result, position);
  }

  /** One operand that is read two times. */
  private void twice(Operand operand) {
    if (operand instanceof Register register) {
      selection.folding.readAndDie(register);
    }
    bring(operand);
  }

  private int onStack(RealOperator operator, Operand left, Operand right) {
    if (place(left) == 0 && willDie(left) || place(right) < 0) {
      return place(right) < 0 && place(left) >= 0
          ? topWith(operator, right, left, false)
          : topWith(operator, left, right, true);
    }
    if (place(left) < 0 || place(left) > 0 && willDie(left) && !isDyingTop(right)) {
      return topWith(operator, left, right, true);
    }
    return willDie(right)
        ? topWith(operator, right, left, false)
        : topWith(operator, left, right, true);
  }

  private boolean isDyingTop(Operand operand) {
    return place(operand) == 0 && willDie(operand);
  }

  private int place(Operand operand) {
    return operand instanceof Register register && selection.folding.waiting(register) == null
        ? stack.find(register.number())
        : -1;
  }

  private boolean willDie(Operand operand) {
    return operand instanceof Register register && selection.folding.diesWithNextRead(register);
  }

  /** Brings one operand to the top and works on it with the other; returns where the result is. */
  private int topWith(RealOperator operator, Operand first, Operand second, boolean firstIsLeft) {
    boolean pushed = place(second) < 0;
    if (pushed) {
      bring(second);
    }
    bring(first);
    int other = pushed ? otherPlace(first) : place(second);
    boolean dies = pushed || selection.folding.readAndDie((Register) second);
    if (dies) {
      selection.emit("f" + name(operator, firstIsLeft) + "p", new Stack(other), new Stack(0));
      stack.rename(other, FloatingStack.UNNAMED);
      stack.popped();
      return other - 1;
    }
    selection.emit("f" + name(operator, !firstIsLeft), new Stack(0), new Stack(other));
    return 0;
  }

  /** Where a value without a name is that was brought before the top was. */
  private int otherPlace(Operand top) {
    for (int i = 1; i < stack.depth(); i++) {
      if (stack.entry(i) == FloatingStack.UNNAMED) {
        return i;
      }
    }
    throw new IllegalStateException("nothing below " + top);
  }

  void unary(Operation.RealUnary o) {
    bring(o.operand());
    selection.emit(
        switch (o.operator()) {
          case NEGATE -> "fchs";
          case ABSOLUTE -> "fabs";
          case SQUARE_ROOT -> "fsqrt";
        });
    define(o.to());
  }

  void round(Operation.RealRound o) {
    bring(o.operand());
    if (formatOf(o.operand()).compareTo(o.format()) <= 0) {
      define(o.to());
    } else if (stack.format(o.to()) == o.format()) {
      selection.emit("fstp", stack.slot(o.to().number()));
      stack.popped();
      selection.folding.pass(o.to().number(), position);
    } else {
      conversions.roundTop(o.format());
      define(o.to());
    }
  }

  private RealFormat formatOf(Operand operand) {
    if (operand instanceof Operand.RealLiteral literal) {
      return RealFormats.shortest(literal.value());
    }
    return stack.format((Register) operand);
  }

  void store(Operation.RealStore o) {
    if (o.value() instanceof Operand.RealLiteral literal
        && o.format() != RealFormat.EXTENDED
        && RealFormats.shortest(literal.value()).compareTo(o.format()) <= 0) {
      storeConstant(o, RealFormats.image(literal.value(), o.format()));
      return;
    }
    Operand value =
        selection.folding.waiting(o.value()) instanceof Operation.RealRound round
                && round.format() == o.format()
            ? round.operand()
            : o.value();
    Memory to = selection.memory(o.to(), RealFormats.bits(o.format()));
    boolean stays = place(value) == 0 && !willDie(value) && o.format() != RealFormat.EXTENDED;
    if (stays) {
      selection.folding.readAndDie((Register) value);
      selection.emit("fst", to);
    } else {
      bring(value);
      selection.emit("fstp", to);
      stack.popped();
    }
  }

  private void storeConstant(Operation.RealStore o, long image) {
    Memory to = selection.memory(o.to(), 32);
    selection.emit("mov", to, new Number((int) image));
    if (o.format() == RealFormat.DOUBLE) {
      selection.emit("mov", to.plus(4), new Number((int) (image >> 32)));
    }
  }

  /** Compares; the flags are those of an unsigned comparison, with parity for unordered. */
  RealCondition compare(RealCondition condition, Operand left, Operand right) {
    if (condition == RealCondition.LESS || condition == RealCondition.LESS_EQUAL) {
      RealCondition mirrored =
          condition == RealCondition.LESS ? RealCondition.GREATER : RealCondition.GREATER_EQUAL;
      return compare(mirrored, right, left);
    }
    boolean quiet = condition != RealCondition.GREATER && condition != RealCondition.GREATER_EQUAL;
    String mnemonic = quiet ? "fucomip" : "fcomip";
    if (left.equals(right)) {
      twice(left);
      selection.emit(mnemonic, new Stack(0), new Stack(0));
      stack.popped();
      return condition;
    }
    boolean pushed = place(right) < 0;
    if (pushed) {
      bring(right);
    }
    bring(left);
    int other = pushed ? otherPlace(left) : place(right);
    boolean dies = pushed || selection.folding.readAndDie((Register) right);
    selection.emit(mnemonic, new Stack(0), new Stack(other));
    stack.popped();
    if (dies) {
      stack.drop(other - 1);
    }
    return condition;
  }

  void compare(Operation.RealCompare o) {
    RealCondition condition = compare(o.condition(), o.left(), o.right());
    Reg low = selection.byteOf(selection.newRegister());
    switch (condition) {
      case EQUAL -> withParity("sete", "setnp", "and", low);
      case NOT_EQUAL -> withParity("setne", "setp", "or", low);
      case GREATER -> selection.emit("seta", low);
      case GREATER_EQUAL -> selection.emit("setae", low);
      case UNORDERED -> selection.emit("setp", low);
      case ORDERED -> selection.emit("setnp", low);
      case LESS, LESS_EQUAL -> throw new IllegalStateException("not mirrored");
    }
    selection.emit("movzx", selection.reg(o.to()), low);
  }

  private void withParity(String set, String parity, String combine, Reg low) {
    Reg other = selection.byteOf(selection.newRegister());
    selection.emit(set, low);
    selection.emit(parity, other);
    selection.emit(combine, low, other);
  }

  void fromInteger(Operation.RealFromInteger o) {
    conversions.push(o);
    define(o.to());
  }

  void toInteger(Operation.RealToInteger o) {
    bring(o.operand());
    conversions.truncate(o);
  }

  FloatingStack stack() {
    return stack;
  }
}
