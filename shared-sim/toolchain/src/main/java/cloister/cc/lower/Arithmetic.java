package cloister.cc.lower;

import cloister.cc.ir.Evaluation;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Operation.RealOperator;
import cloister.cc.ir.Operation.UnaryOperator;
import cloister.cc.tree.Expression;
import cloister.cc.type.Convention;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Operators on values of one type. */
final class Arithmetic {
  private final Emitter emit;
  private final Convention library;

  /**
   * @param library how the compiler's own library is called
   */
  Arithmetic(Emitter emit, Convention library) {
    this.emit = emit;
    this.library = library;
  }

  /** Of all operators but the comparisons. */
  Value binary(Expression.BinaryOperator operator, Value left, Value right, Type type) {
    return switch (Shape.of(type)) {
      case WORD ->
          Value.of(
              emit.binary(wordOperator(operator, Shape.isSigned(type)), left.low(), right.low()));
      case WIDE -> wide(operator, left, right, Shape.isSigned(type));
      case REAL -> {
        Register to = emit.real();
        emit.add(new Operation.RealBinary(realOperator(operator), to, left.low(), right.low()));
        yield Value.of(to);
      }
      case NOTHING, MEMORY -> throw new IllegalStateException("no arithmetic on " + type);
    };
  }

  private static BinaryOperator wordOperator(Expression.BinaryOperator operator, boolean signed) {
    return switch (operator) {
      case ADD -> BinaryOperator.ADD;
      case SUBTRACT -> BinaryOperator.SUBTRACT;
      case MULTIPLY -> BinaryOperator.MULTIPLY;
      case DIVIDE -> signed ? BinaryOperator.DIVIDE : BinaryOperator.DIVIDE_UNSIGNED;
      case REMAINDER -> signed ? BinaryOperator.REMAINDER : BinaryOperator.REMAINDER_UNSIGNED;
      case AND -> BinaryOperator.AND;
      case OR -> BinaryOperator.OR;
      case XOR -> BinaryOperator.XOR;
      case SHIFT_LEFT -> BinaryOperator.SHIFT_LEFT;
      case SHIFT_RIGHT -> signed ? BinaryOperator.SHIFT_RIGHT_SIGNED : BinaryOperator.SHIFT_RIGHT;
      default -> throw new IllegalStateException("comparison " + operator);
    };
  }

  private static RealOperator realOperator(Expression.BinaryOperator operator) {
    return switch (operator) {
      case ADD -> RealOperator.ADD;
      case SUBTRACT -> RealOperator.SUBTRACT;
      case MULTIPLY -> RealOperator.MULTIPLY;
      case DIVIDE -> RealOperator.DIVIDE;
      default -> throw new IllegalStateException("no real operator " + operator);
    };
  }

  private Value wide(Expression.BinaryOperator operator, Value left, Value right, boolean signed) {
    return switch (operator) {
      case AND, OR, XOR -> {
        BinaryOperator word = wordOperator(operator, signed);
        yield Value.wide(
            emit.binary(word, left.low(), right.low()),
            emit.binary(word, left.high(), right.high()));
      }
      case DIVIDE -> divide(signed ? "__divdi3" : "__udivdi3", left, right);
      case REMAINDER -> divide(signed ? "__moddi3" : "__umoddi3", left, right);
      case SHIFT_LEFT, SHIFT_RIGHT ->
          right.low() instanceof Literal(int count)
              ? shift(wordOperator(operator, signed), left, count & 63)
              : carried(
                  wordOperator(operator, signed), left, Value.wide(right.low(), new Literal(0)));
      case MULTIPLY ->
          isZero(left.high()) && isZero(right.high())
              ? product(left.low(), right.low(), false)
              : carried(BinaryOperator.MULTIPLY, left, right);
      default -> carried(wordOperator(operator, signed), left, right);
    };
  }

  private static boolean isZero(Operand operand) {
    return operand instanceof Literal(int value) && value == 0;
  }

  /** The full product of two words. */
  Value product(Operand left, Operand right, boolean signed) {
    Register low = emit.word();
    Register high = emit.word();
    emit.add(new Operation.MultiplyLong(signed, low, high, left, right));
    return Value.wide(low, high);
  }

  private Value carried(BinaryOperator operator, Value left, Value right) {
    Register low = emit.word();
    Register high = emit.word();
    emit.add(
        new Operation.WideBinary(
            operator, low, high, left.low(), left.high(), right.low(), right.high()));
    return Value.wide(low, high);
  }

  /** A shift by 32 or more moves one word into the other. */
  private Value shift(BinaryOperator operator, Value left, int count) {
    if (count == 0) {
      return left;
    }
    if (count < 32) {
      Literal by = new Literal(count);
      return carried(operator, left, Value.wide(by, new Literal(0)));
    }
    return switch (operator) {
      case SHIFT_LEFT -> Value.wide(new Literal(0), emit.binary(operator, left.low(), count - 32));
      case SHIFT_RIGHT ->
          Value.wide(emit.binary(operator, left.high(), count - 32), new Literal(0));
      default ->
          Value.wide(
              emit.binary(operator, left.high(), count - 32),
              emit.binary(operator, left.high(), 31));
    };
  }

  /** By a function of the compiler's library, which every compiler for the i386 calls so. */
  private Value divide(String function, Value left, Value right) {
    Register low = emit.word();
    Register high = emit.word();
    ArgumentPlaces places = new ArgumentPlaces(library, false);
    List<Argument> arguments = new ArrayList<>();
    arguments.addAll(Calls.words(left.parts(), places.next(IntegerType.LONG_LONG)));
    arguments.addAll(Calls.words(right.parts(), places.next(IntegerType.LONG_LONG)));
    Operand callee = new Operand.SymbolAddress(function, 0);
    emit.add(new Operation.Call(callee, arguments, List.of(low, high), 0, true));
    return Value.wide(low, high);
  }

  Value negate(Value value, Type type) {
    return switch (Shape.of(type)) {
      case WORD -> Value.of(emit.unary(UnaryOperator.NEGATE, value.low()));
      case WIDE -> {
        Register low = emit.word();
        Register high = emit.word();
        emit.add(new Operation.WideNegate(low, high, value.low(), value.high()));
        yield Value.wide(low, high);
      }
      case REAL -> {
        Register to = emit.real();
        emit.add(new Operation.RealUnary(Operation.RealUnaryOperator.NEGATE, to, value.low()));
        yield Value.of(to);
      }
      case NOTHING, MEMORY -> throw new IllegalStateException("no negative of " + type);
    };
  }

  Value complement(Value value, Type type) {
    Operand low = emit.unary(UnaryOperator.COMPLEMENT, value.low());
    return Shape.of(type) == Shape.WIDE
        ? Value.wide(low, emit.unary(UnaryOperator.COMPLEMENT, value.high()))
        : Value.of(low);
  }

  /** 1 or 0. */
  Operand compare(Expression.BinaryOperator operator, Value left, Value right, Type type) {
    Condition condition = condition(operator, Shape.isSigned(type));
    return switch (Shape.of(type)) {
      case WORD -> emit.compare(condition, left.low(), right.low());
      case WIDE -> wideCompare(condition, left, right);
      case REAL -> {
        Register to = emit.word();
        emit.add(new Operation.RealCompare(realCondition(operator), to, left.low(), right.low()));
        yield to;
      }
      case NOTHING, MEMORY -> throw new IllegalStateException("no comparison of " + type);
    };
  }

  private Operand wideCompare(Condition condition, Value left, Value right) {
    if (left.low() instanceof Literal(int a)
        && left.high() instanceof Literal(int b)
        && right.low() instanceof Literal(int c)
        && right.high() instanceof Literal(int d)) {
      return new Literal(Evaluation.holdsWide(condition, join(a, b), join(c, d)) ? 1 : 0);
    }
    Register to = emit.word();
    emit.add(
        new Operation.WideCompare(
            condition, to, left.low(), left.high(), right.low(), right.high()));
    return to;
  }

  private static long join(int low, int high) {
    return (long) high << 32 | low & 0xFFFF_FFFFL;
  }

  static Condition condition(Expression.BinaryOperator operator, boolean signed) {
    return switch (operator) {
      case EQUAL -> Condition.EQUAL;
      case NOT_EQUAL -> Condition.NOT_EQUAL;
      case LESS -> signed ? Condition.LESS : Condition.BELOW;
      case LESS_EQUAL -> signed ? Condition.LESS_EQUAL : Condition.BELOW_EQUAL;
      case GREATER -> signed ? Condition.GREATER : Condition.ABOVE;
      case GREATER_EQUAL -> signed ? Condition.GREATER_EQUAL : Condition.ABOVE_EQUAL;
      default -> throw new IllegalStateException("no comparison " + operator);
    };
  }

  static RealCondition realCondition(Expression.BinaryOperator operator) {
    return switch (operator) {
      case EQUAL -> RealCondition.EQUAL;
      case NOT_EQUAL -> RealCondition.NOT_EQUAL;
      case LESS -> RealCondition.LESS;
      case LESS_EQUAL -> RealCondition.LESS_EQUAL;
      case GREATER -> RealCondition.GREATER;
      case GREATER_EQUAL -> RealCondition.GREATER_EQUAL;
      default -> throw new IllegalStateException("no comparison " + operator);
    };
  }
}
