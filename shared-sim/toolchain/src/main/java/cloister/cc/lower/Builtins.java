package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.BitOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Operation.RealUnaryOperator;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Statement;
import java.util.List;

/** The compiler's own functions (GCC's manual, Other Builtins). */
final class Builtins {
  private final FunctionLowering parts;
  private final Emitter emit;

  Builtins(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  Value call(Expression.Builtin call) {
    return switch (call.operation()) {
      case ALLOCA -> {
        Register to = emit.word();
        emit.add(new Operation.Allocate(to, argument(call).low()));
        yield Value.of(to);
      }
      case BSWAP16 -> Value.of(swapHalf(argument(call).low()));
      case BSWAP32 -> Value.of(bits(BitOperator.SWAP_BYTES, argument(call).low()));
      case BSWAP64 -> {
        Value value = argument(call);
        Operand low = bits(BitOperator.SWAP_BYTES, value.high());
        yield Value.wide(low, bits(BitOperator.SWAP_BYTES, value.low()));
      }
      case COUNT_LEADING_ZEROS -> Value.of(leadingZeros(argument(call)));
      case COUNT_TRAILING_ZEROS -> Value.of(trailingZeros(argument(call)));
      case POPULATION_COUNT -> Value.of(population(argument(call)));
      case FRAME_ADDRESS -> Value.of(frame(level(call), false));
      case RETURN_ADDRESS -> Value.of(frame(level(call), true));
      case TRAP -> {
        assembly("ud2", List.of());
        emit.end(new Terminator.Unreachable());
        yield Value.NONE;
      }
      case UNREACHABLE -> {
        emit.end(new Terminator.Unreachable());
        yield Value.NONE;
      }
      case REAL_ABSOLUTE -> real(RealUnaryOperator.ABSOLUTE, rounded(call));
      case REAL_SQUARE_ROOT -> {
        Value root = real(RealUnaryOperator.SQUARE_ROOT, rounded(call));
        yield parts.conversions.round(root.low(), Shape.format(call.type()));
      }
      case IS_UNORDERED -> unordered(call);
      case MEMORY_BARRIER -> {
        assembly("", List.of("memory"));
        yield Value.NONE;
      }
    };
  }

  /** An argument as a function of the library would get it. */
  private Value rounded(Expression.Builtin call) {
    return parts.expressions.rounded(call.arguments().getFirst());
  }

  private Value argument(Expression.Builtin call) {
    return parts.expressions.value(call.arguments().getFirst());
  }

  private Operand bits(BitOperator operator, Operand operand) {
    Register to = emit.word();
    emit.add(new Operation.Bits(operator, to, operand));
    return to;
  }

  private Operand swapHalf(Operand value) {
    Operand swapped = bits(BitOperator.SWAP_BYTES, value);
    return emit.binary(BinaryOperator.SHIFT_RIGHT, swapped, 16);
  }

  private Operand leadingZeros(Value value) {
    return value.parts().size() == 1
        ? bits(BitOperator.LEADING_ZEROS, value.low())
        : count(BitOperator.LEADING_ZEROS, value.high(), value.low());
  }

  private Operand trailingZeros(Value value) {
    return value.parts().size() == 1
        ? bits(BitOperator.TRAILING_ZEROS, value.low())
        : count(BitOperator.TRAILING_ZEROS, value.low(), value.high());
  }

  /** Of two words; the second counts when the first is zero. */
  private Operand count(BitOperator operator, Operand first, Operand second) {
    Register result = emit.word();
    BasicBlock here = emit.newBlock();
    BasicBlock there = emit.newBlock();
    BasicBlock end = emit.newBlock();
    emit.branch(Condition.NOT_EQUAL, first, new Literal(0), here, there);
    emit.start(here);
    emit.add(new Operation.Copy(result, bits(operator, first)));
    emit.jump(end);
    emit.start(there);
    Operand rest = bits(operator, second);
    emit.add(new Operation.Copy(result, emit.binary(BinaryOperator.ADD, rest, 32)));
    emit.start(end);
    return result;
  }

  private Operand population(Value value) {
    Operand low = population(value.low());
    return value.parts().size() == 1
        ? low
        : emit.binary(BinaryOperator.ADD, low, population(value.high()));
  }

  /** Adds neighbouring bits, pairs and nibbles; the product's top byte is the sum of all bytes. */
  private Operand population(Operand word) {
    Operand odd = emit.binary(BinaryOperator.SHIFT_RIGHT, word, 1);
    Operand half = emit.binary(BinaryOperator.AND, odd, 0x5555_5555);
    Operand pairs = emit.binary(BinaryOperator.SUBTRACT, word, half);
    Operand upper = emit.binary(BinaryOperator.SHIFT_RIGHT, pairs, 2);
    Operand nibbles =
        emit.binary(
            BinaryOperator.ADD,
            emit.binary(BinaryOperator.AND, pairs, 0x3333_3333),
            emit.binary(BinaryOperator.AND, upper, 0x3333_3333));
    Operand both =
        emit.binary(
            BinaryOperator.ADD, nibbles, emit.binary(BinaryOperator.SHIFT_RIGHT, nibbles, 4));
    Operand bytes = emit.binary(BinaryOperator.AND, both, 0x0F0F_0F0F);
    Operand sum = emit.binary(BinaryOperator.MULTIPLY, bytes, 0x0101_0101);
    return emit.binary(BinaryOperator.SHIFT_RIGHT, sum, 24);
  }

  private int level(Expression.Builtin call) {
    return !call.arguments().isEmpty() && argument(call).low() instanceof Literal(int level)
        ? level
        : 0;
  }

  /** Every frame's EBP points to the caller's, with the return address above. */
  private Operand frame(int level, boolean returnAddress) {
    Register here = emit.word();
    emit.add(new Operation.FrameValue(here, returnAddress && level == 0));
    Operand frame = here;
    for (int i = 0; i < level; i++) {
      frame = emit.load(Address.of(frame, 0));
    }
    return returnAddress && level > 0 ? emit.load(Address.of(frame, 4)) : frame;
  }

  private void assembly(String template, List<String> clobbers) {
    Statement.Assembly source =
        new Statement.Assembly(
            template,
            true,
            true,
            List.of(),
            List.of(),
            clobbers,
            List.of(),
            List.of(),
            emit.span());
    emit.add(new Operation.Assembly(source, List.of(), List.of()));
  }

  private Value real(RealUnaryOperator operator, Value value) {
    Register to = emit.real();
    emit.add(new Operation.RealUnary(operator, to, value.low()));
    return Value.of(to);
  }

  private Value unordered(Expression.Builtin call) {
    Operand left = argument(call).low();
    Operand right = parts.expressions.operand(call.arguments().getLast());
    Register to = emit.word();
    emit.add(new Operation.RealCompare(RealCondition.UNORDERED, to, left, right));
    return Value.of(to);
  }
}
