package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Indirect;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.List;
import java.util.Optional;

/**
 * {@code __builtin_add_overflow} and its kin: calculated in 64 bits, where operands of 32 cannot
 * overflow, and compared with what the result holds.
 */
final class OverflowBuiltins {
  private final Unit unit;

  OverflowBuiltins(Unit unit) {
    this.unit = unit;
  }

  Optional<Expression> call(String name, List<Expression> values, Span span) {
    boolean asks = name.endsWith("_overflow_p");
    String operator = operator(asks ? name.substring(0, name.length() - 2) : name);
    if (operator.isEmpty() || values.size() != 3) {
      return Optional.empty();
    }
    Expression third = values.get(2);
    Optional<IntegerType> result = result(third.type(), asks);
    Optional<IntegerType> parameter = parameter(name);
    if (!values.get(0).type().isInteger()
        || !values.get(1).type().isInteger()
        || result.isEmpty()
        || parameter.filter(type -> type.size() != result.get().size()).isPresent()) {
      unit.error(span, "cc.type.builtin.overflow", code("type", TypeText.of(third.type())));
      return Optional.of(Wrong.expression(span));
    }
    IntegerType type = parameter.orElse(result.get());
    Temporaries temporaries = new Temporaries(unit);
    Temporaries.Kept a = temporaries.keep(operand(values.get(0), parameter));
    Temporaries.Kept b = temporaries.keep(operand(values.get(1), parameter));
    Temporaries.Kept at = temporaries.keep(asks ? nowhere(type, span) : third);
    boolean wide = a.read().type().size() == 8 || b.read().type().size() == 8;
    Expression body =
        wide ? wide(operator, a, b, at, type, span) : narrow(operator, a, b, at, type, span);
    return Optional.of(a.before(b.before(at.before(body))));
  }

  /** The type of the result: that of the third argument, or of what it points to. */
  private static Optional<IntegerType> result(Type third, boolean asks) {
    Type type = third;
    if (!asks) {
      type = third instanceof Type.Pointer(Qualified target) ? target.type() : new Type.Void();
    }
    return type instanceof IntegerType integer ? Optional.of(integer) : Optional.empty();
  }

  /** The address of a result that nobody asks for. */
  private Expression nowhere(IntegerType type, Span span) {
    return Operands.address(new Temporaries(unit).keep(new Constant(0, type, span)).place());
  }

  private static String operator(String name) {
    return switch (name) {
      case "add_overflow", "sadd_overflow", "uadd_overflow" -> "+";
      case "sub_overflow", "ssub_overflow", "usub_overflow" -> "-";
      case "mul_overflow", "smul_overflow", "umul_overflow" -> "*";
      case "saddl_overflow", "uaddl_overflow", "saddll_overflow", "uaddll_overflow" -> "+";
      case "ssubl_overflow", "usubl_overflow", "ssubll_overflow", "usubll_overflow" -> "-";
      case "smull_overflow", "umull_overflow", "smulll_overflow", "umulll_overflow" -> "*";
      default -> "";
    };
  }

  /** The type of the operands that the name tells. */
  private static Optional<IntegerType> parameter(String name) {
    String word = name.substring(0, name.indexOf('_'));
    if (word.length() < 4) {
      return Optional.empty();
    }
    IntegerType type =
        switch (word.length()) {
          case 4 -> IntegerType.INT;
          case 5 -> IntegerType.LONG;
          default -> IntegerType.LONG_LONG;
        };
    return Optional.of(type.withSign(word.startsWith("s")));
  }

  private Expression operand(Expression value, Optional<IntegerType> parameter) {
    return parameter.isPresent()
        ? unit.conversions.convert(value, parameter.get())
        : unit.conversions.promote(value);
  }

  private static boolean isSigned(Temporaries.Kept value) {
    return ((IntegerType) value.read().type()).isSigned();
  }

  private Expression store(Temporaries.Kept at, Expression value, IntegerType type, Span span) {
    Qualified target = ((Type.Pointer) at.read().type()).target();
    Indirect place = new Indirect(at.read(), target, span);
    return new Expression.Assign(place, unit.conversions.convert(value, type), type, span);
  }

  private Expression narrow(
      String operator,
      Temporaries.Kept a,
      Temporaries.Kept b,
      Temporaries.Kept at,
      IntegerType result,
      Span span) {
    boolean unsigned = operator.equals("*") && !isSigned(a) && !isSigned(b);
    IntegerType exact = unsigned ? IntegerType.UNSIGNED_LONG_LONG : IntegerType.LONG_LONG;
    Expression value =
        unit.arithmetic.binary(
            operator,
            unit.conversions.convert(a.read(), exact),
            unit.conversions.convert(b.read(), exact),
            span);
    Temporaries.Kept whole = new Temporaries(unit).keep(value);
    Expression stored = unit.conversions.convert(store(at, whole.read(), result, span), exact);
    Expression lost = unit.arithmetic.binary("!=", stored, whole.read(), span);
    if (result.isWide() && result.isSigned() != exact.isSigned()) {
      Expression zero = new Constant(0, IntegerType.LONG_LONG, span);
      Expression signed = unit.conversions.convert(whole.read(), IntegerType.LONG_LONG);
      Expression negative = unit.arithmetic.binary("<", signed, zero, span);
      lost = new Comma(lost, negative, negative.type(), span);
    }
    return bool(whole.before(lost), span);
  }

  private Expression bool(Expression value, Span span) {
    return unit.folder.convert(value, IntegerType.BOOL, span);
  }

  /** In the result's own type, which the operands must have too. */
  private Expression wide(
      String operator,
      Temporaries.Kept a,
      Temporaries.Kept b,
      Temporaries.Kept at,
      IntegerType result,
      Span span) {
    boolean fits = result.isWide() && fits(a, result) && fits(b, result);
    if (!fits) {
      return mixed(operator, a, b, at, result, span);
    }
    IntegerType unsigned = IntegerType.UNSIGNED_LONG_LONG;
    Expression x = unit.conversions.convert(a.read(), result);
    Expression y = unit.conversions.convert(b.read(), result);
    Expression wrapped =
        unit.arithmetic.binary(
            operator,
            unit.conversions.convert(x, unsigned),
            unit.conversions.convert(y, unsigned),
            span);
    Temporaries.Kept kept = new Temporaries(unit).keep(unit.conversions.convert(wrapped, result));
    Expression lost =
        operator.equals("*")
            ? product(x, y, kept, result, span)
            : sum(operator, x, y, kept, result, span);
    Expression stored = store(at, kept.read(), result, span);
    return bool(kept.before(new Comma(stored, lost, lost.type(), span)), span);
  }

  /** What is stored, widened again, must be the exact result. */
  private Expression mixed(
      String operator,
      Temporaries.Kept a,
      Temporaries.Kept b,
      Temporaries.Kept at,
      IntegerType result,
      Span span) {
    MixedOverflow overflow = new MixedOverflow(unit, span);
    MixedOverflow.Exact exact = overflow.calculate(operator, a, b);
    Temporaries.Kept stored =
        new Temporaries(unit).keep(store(at, exact.low().read(), result, span));
    Expression back = unit.conversions.convert(stored.read(), IntegerType.UNSIGNED_LONG_LONG);
    Expression low = unit.arithmetic.binary("!=", back, exact.low().read(), span);
    Expression high =
        unit.arithmetic.binary("!=", exact.high().read(), overflow.sign(stored), span);
    Expression lost = stored.before(unit.arithmetic.binary("||", low, high, span));
    return bool(new Comma(exact.before(), lost, lost.type(), span), span);
  }

  private static boolean fits(Temporaries.Kept value, IntegerType result) {
    IntegerType type = (IntegerType) value.read().type();
    return type.isSigned() == result.isSigned() || !type.isSigned() && type.size() < 8;
  }

  private Expression sum(
      String operator,
      Expression x,
      Expression y,
      Temporaries.Kept r,
      IntegerType type,
      Span span) {
    boolean plus = operator.equals("+");
    if (!type.isSigned()) {
      return plus
          ? unit.arithmetic.binary("<", r.read(), x, span)
          : unit.arithmetic.binary("<", x, y, span);
    }
    Expression changed = unit.arithmetic.binary("^", x, r.read(), span);
    Expression other = unit.arithmetic.binary("^", plus ? y : x, plus ? r.read() : y, span);
    Expression both = unit.arithmetic.binary("&", changed, other, span);
    return unit.arithmetic.binary("<", both, new Constant(0, type, span), span);
  }

  /**
   * Dividing the product must give the factor back; only the least number by -1 cannot be asked.
   */
  private Expression product(
      Expression x, Expression y, Temporaries.Kept r, IntegerType type, Span span) {
    Expression zero = new Constant(0, type, span);
    Expression back =
        unit.arithmetic.binary("!=", unit.arithmetic.binary("/", r.read(), x, span), y, span);
    Expression some = unit.arithmetic.binary("!=", x, zero, span);
    if (!type.isSigned()) {
      return unit.arithmetic.binary("&&", some, back, span);
    }
    Expression minusOne = new Constant(-1, type, span);
    Expression least = new Constant(Long.MIN_VALUE, type, span);
    Expression isMinusOne = unit.arithmetic.binary("==", x, minusOne, span);
    Expression isLeast = unit.arithmetic.binary("==", y, least, span);
    return unit.choice.make(
        isMinusOne, isLeast, unit.arithmetic.binary("&&", some, back, span), span);
  }
}
