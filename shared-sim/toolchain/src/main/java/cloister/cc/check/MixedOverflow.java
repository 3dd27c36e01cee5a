package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.IntegerType;

/**
 * Sums, differences and products of 64-bit integers of any signs with all their bits: the low word
 * pair as calculated, and what would stand above it, which is 1, 0, -1 or less.
 */
final class MixedOverflow {
  private static final IntegerType LOW = IntegerType.UNSIGNED_LONG_LONG;

  private final Unit unit;
  private final Span span;

  MixedOverflow(Unit unit, Span span) {
    this.unit = unit;
    this.span = span;
  }

  /** The low bits, and the rest above them, each kept for several uses. */
  record Exact(Temporaries.Kept low, Temporaries.Kept high, Expression before) {}

  Exact calculate(String operator, Temporaries.Kept a, Temporaries.Kept b) {
    return operator.equals("*") ? product(a, b) : sum(operator, a, b);
  }

  private Exact sum(String operator, Temporaries.Kept a, Temporaries.Kept b) {
    Temporaries temporaries = new Temporaries(unit);
    Temporaries.Kept low = temporaries.keep(binary(operator, low(a), low(b)));
    boolean plus = operator.equals("+");
    Expression carry = plus ? binary("<", low.read(), low(a)) : binary("<", low(a), low(b));
    Expression signs = binary(operator, sign(a), sign(b));
    Temporaries.Kept high = temporaries.keep(binary(operator, signs, carry));
    return new Exact(low, high, low.before(high.store()));
  }

  /** The product of the magnitudes, with its sign; one that is too large stands above all. */
  private Exact product(Temporaries.Kept a, Temporaries.Kept b) {
    Temporaries temporaries = new Temporaries(unit);
    Temporaries.Kept x = temporaries.keep(magnitude(a));
    Temporaries.Kept y = temporaries.keep(magnitude(b));
    Temporaries.Kept magnitude = temporaries.keep(binary("*", x.read(), y.read()));
    Expression back = binary("/", magnitude.read(), x.read());
    Expression lost = binary("&&", binary("!=", x.read(), zero()), binary("!=", back, y.read()));
    Temporaries.Kept negative = temporaries.keep(binary("!=", sign(a), sign(b)));
    Expression negated = unit.arithmetic.unary("-", magnitude.read(), span);
    Temporaries.Kept low =
        temporaries.keep(unit.choice.make(negative.read(), negated, magnitude.read(), span));
    Expression below = binary("&&", negative.read(), binary("!=", magnitude.read(), zero()));
    Expression above =
        unit.choice.make(lost, integer(2), unit.arithmetic.unary("-", below, span), span);
    Temporaries.Kept high = temporaries.keep(above);
    Expression before =
        x.before(y.before(magnitude.before(negative.before(low.before(high.store())))));
    return new Exact(low, high, before);
  }

  private Expression low(Temporaries.Kept value) {
    return unit.conversions.convert(value.read(), LOW);
  }

  private Expression magnitude(Temporaries.Kept value) {
    Expression negated = unit.arithmetic.unary("-", low(value), span);
    return unit.choice.make(sign(value), negated, low(value), span);
  }

  /** What stands above the value's bits: -1 when it is negative. */
  Expression sign(Temporaries.Kept value) {
    IntegerType type = (IntegerType) value.read().type();
    return type.isSigned()
        ? unit.arithmetic.unary("-", binary("<", value.read(), integer(0)), span)
        : integer(0);
  }

  private Expression zero() {
    return new Constant(0, LOW, span);
  }

  private Expression integer(int value) {
    return new Constant(value, IntegerType.INT, span);
  }

  private Expression binary(String operator, Expression left, Expression right) {
    return unit.arithmetic.binary(operator, left, right, span);
  }
}
