package cloister.cc.check.constant;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Binary;
import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.tree.Expression.Conditional;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.Logical;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.Unary;
import cloister.cc.tree.Expression.UnaryOperator;
import cloister.cc.tree.Real;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.Optional;

/** Makes the nodes of operations, or their constant when all operands are constants. */
public final class Folder {
  private final Diagnostics diagnostics;
  private final RealMath reals = new RealMath();

  public Folder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  public RealMath reals() {
    return reals;
  }

  /** Whether a constant is true; nothing when it is none. */
  public static Optional<Boolean> truth(Expression expression) {
    return switch (expression) {
      case Constant constant -> Optional.of(constant.value() != 0);
      case RealConstant constant -> Optional.of(!RealMath.isZero(constant.value()));
      default -> Optional.empty();
    };
  }

  public Expression convert(Expression operand, Type to, Span span) {
    if (operand.type().equals(to) && !isBitField(operand)) {
      return operand;
    }
    return switch (operand) {
      case Constant constant when to instanceof Floating floating ->
          new RealConstant(real(constant, floating), to, span);
      case Constant constant when to.isScalar() ->
          new Constant(wrap(number(constant.value(), constant.type()), to), to, span);
      case RealConstant constant when to instanceof Floating floating ->
          new RealConstant(reals.round(constant.value(), floating), to, span);
      case RealConstant constant when to instanceof IntegerType integer ->
          truncated(constant, integer, span);
      default -> address(operand, to, span);
    };
  }

  /** A bit-field is promoted by its width, but no longer once it is converted. */
  private static boolean isBitField(Expression value) {
    return value instanceof Read read
        && read.place() instanceof MemberPlace member
        && member.field().isBitField();
  }

  /** An address that is a number, as that of a member of a structure at zero. */
  private static Expression address(Expression operand, Type to, Span span) {
    if (operand.type().isPointer()
        && to.isScalar()
        && StaticEvaluator.value(operand).orElse(null) instanceof StaticValue.Whole(long number)) {
      return new Constant(wrap(number(number, operand.type()), to), to, span);
    }
    return new Convert(operand, to, span);
  }

  /** A pointer becomes a wider integer as a signed number (GCC manual, Arrays and pointers). */
  private static long number(long value, Type type) {
    return type.isPointer() ? (int) value : value;
  }

  private static long wrap(long value, Type to) {
    return to instanceof IntegerType integer
        ? IntegerMath.wrap(value, integer)
        : value & 0xFFFF_FFFFL;
  }

  private Real real(Constant constant, Floating floating) {
    boolean signed = constant.type() instanceof IntegerType integer && integer.isSigned();
    return reals.ofInteger(constant.value(), signed, floating);
  }

  private Expression truncated(RealConstant constant, IntegerType to, Span span) {
    if (to.isBool()) {
      return new Constant(RealMath.isZero(constant.value()) ? 0 : 1, to, span);
    }
    boolean signed = to.isSigned() || to.size() < 8;
    Optional<Long> value = reals.toInteger(constant.value(), signed);
    if (value.isEmpty() || IntegerMath.wrap(value.get(), to) != value.get()) {
      diagnostics.warn(span, Message.of("cc.type.constant.real", code("type", TypeText.of(to))));
    }
    return new Constant(limited(constant.value(), value, to), to, span);
  }

  /** What does not fit becomes the nearest integer that does, as with GCC; no number becomes 0. */
  private static long limited(Real number, Optional<Long> value, IntegerType to) {
    if (RealMath.isNan(number)) {
      return 0;
    }
    boolean negative = number.signExponent() >= 0x8000;
    int bits = 8 * to.size();
    if (!to.isSigned()) {
      long most = -1L >>> 64 - bits;
      boolean large = value.isEmpty() || Long.compareUnsigned(value.get(), most) > 0;
      return negative ? 0 : large ? most : value.get();
    }
    long most = Long.MAX_VALUE >>> 64 - bits;
    long least = -most - 1;
    return Math.clamp(value.orElse(negative ? least : most), least, most);
  }

  public Expression unary(UnaryOperator operator, Expression operand, Type type, Span span) {
    if (operator == UnaryOperator.NOT) {
      Optional<Boolean> truth = truth(operand);
      return truth.isPresent()
          ? new Constant(truth.get() ? 0 : 1, type, span)
          : new Unary(operator, operand, type, span);
    }
    if (operand instanceof RealConstant constant && operator == UnaryOperator.NEGATE) {
      return new RealConstant(RealMath.negate(constant.value()), type, span);
    }
    if (operand instanceof Constant constant && type instanceof IntegerType integer) {
      return operator == UnaryOperator.COMPLEMENT
          ? new Constant(IntegerMath.wrap(~constant.value(), integer), type, span)
          : integerBinary(BinaryOperator.SUBTRACT, 0, constant.value(), integer, type, span)
              .orElse(constant);
    }
    return narrowed(new Unary(operator, operand, whole(type), span), type, span);
  }

  /** Calculations in the width of a bit-field are made in that of its kind, and narrowed then. */
  private static Expression narrowed(Expression result, Type type, Span span) {
    return whole(type).equals(type) ? result : new Convert(result, type, span);
  }

  private static Type whole(Type type) {
    return type instanceof IntegerType integer && integer.isNarrowed()
        ? IntegerType.of(integer.kind())
        : type;
  }

  /** An operation whose operands are converted; the result's type differs for comparisons. */
  public Expression binary(
      BinaryOperator operator, Expression left, Expression right, Type type, Span span) {
    if (left instanceof RealConstant x && right instanceof RealConstant y) {
      return realBinary(operator, x, y, type, span);
    }
    if (left instanceof Constant x && right instanceof Constant y) {
      IntegerType kind =
          left.type() instanceof IntegerType integer ? integer : IntegerType.UNSIGNED_INT;
      Optional<Expression> folded = integerBinary(operator, x.value(), y.value(), kind, type, span);
      if (folded.isPresent()) {
        return folded.get();
      }
    }
    return narrowed(new Binary(operator, left, right, whole(type), span), type, span);
  }

  private Expression realBinary(
      BinaryOperator operator, RealConstant x, RealConstant y, Type type, Span span) {
    if (operator.isComparison()) {
      return new Constant(reals.compares(operator, x.value(), y.value()) ? 1 : 0, type, span);
    }
    return new RealConstant(
        reals.binary(operator, x.value(), y.value(), (Floating) x.type()), type, span);
  }

  private Optional<Expression> integerBinary(
      BinaryOperator operator, long x, long y, IntegerType kind, Type type, Span span) {
    boolean shift = operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
    if (shift && (y < 0 || y >= 8L * kind.size())) {
      return Optional.empty();
    }
    Optional<IntegerMath.Outcome> outcome = IntegerMath.binary(operator, x, y, kind);
    if (outcome.isPresent() && outcome.get().overflow()) {
      diagnostics.warn(
          span, Message.of("cc.type.constant.overflow", code("type", TypeText.of(type))));
    }
    return outcome.map(found -> new Constant(found.value(), type, span));
  }

  /** {@code &&} or {@code ||}. */
  public Expression logical(boolean and, Expression left, Expression right, Span span) {
    Optional<Boolean> first = truth(left);
    if (first.isPresent() && first.get() != and) {
      return new Constant(and ? 0 : 1, IntegerType.INT, span);
    }
    Optional<Boolean> second = truth(right);
    if (first.isPresent() && second.isPresent()) {
      return new Constant(second.get() ? 1 : 0, IntegerType.INT, span);
    }
    return new Logical(and, left, right, IntegerType.INT, span);
  }

  public Expression conditional(
      Expression condition, Expression then, Expression otherwise, Type type, Span span) {
    Optional<Boolean> truth = truth(condition);
    if (truth.isPresent()) {
      return truth.get() ? then : otherwise;
    }
    return new Conditional(condition, then, otherwise, type, span);
  }
}
