package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.check.constant.RealMath;
import cloister.cc.check.operand.Conversions;
import cloister.cc.check.operand.Operands;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Builtin;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Real;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import java.util.List;
import java.util.Optional;

/** Builtin functions on real numbers. */
final class RealBuiltins {
  private final Unit unit;

  RealBuiltins(Unit unit) {
    this.unit = unit;
  }

  Optional<Expression> call(String name, List<Expression> values, Span span) {
    return Optional.ofNullable(
        switch (values.size()) {
          case 0 -> special(name, span);
          case 1 -> one(name, values.getFirst(), span);
          case 2 -> two(name, values.get(0), values.get(1), span);
          case 6 -> name.equals("fpclassify") ? classify(values, span) : null;
          default -> null;
        });
  }

  private Expression special(String name, Span span) {
    Real infinity = RealMath.infinity();
    return switch (name) {
      case "inf", "huge_val" -> new RealConstant(infinity, Floating.DOUBLE, span);
      case "inff", "huge_valf" -> new RealConstant(infinity, Floating.FLOAT, span);
      case "infl", "huge_vall" -> new RealConstant(infinity, Floating.LONG_DOUBLE, span);
      default -> null;
    };
  }

  private Expression one(String name, Expression value, Span span) {
    switch (name) {
      // The x87 makes a signalling one quiet when it is loaded.
      case "nan", "nans":
        return new RealConstant(RealMath.quietNan(), Floating.DOUBLE, span);
      case "nanf", "nansf":
        return new RealConstant(RealMath.quietNan(), Floating.FLOAT, span);
      case "nanl", "nansl":
        return new RealConstant(RealMath.quietNan(), Floating.LONG_DOUBLE, span);
      default:
        break;
    }
    if (!value.type().isArithmetic()) {
      return null;
    }
    return switch (name) {
      case "fabs" -> absolute(converted(value, Floating.DOUBLE), span);
      case "fabsf" -> absolute(converted(value, Floating.FLOAT), span);
      case "fabsl" -> absolute(converted(value, Floating.LONG_DOUBLE), span);
      case "sqrt" -> root(converted(value, Floating.DOUBLE), span);
      case "sqrtf" -> root(converted(value, Floating.FLOAT), span);
      case "sqrtl" -> root(converted(value, Floating.LONG_DOUBLE), span);
      case "isnan", "isnanf", "isnanl" -> isNan(real(value), span);
      case "isinf", "isinff", "isinfl" -> compareWithInfinity("==", real(value), span);
      case "isinf_sign" -> infinitySign(real(value), span);
      case "isfinite", "finite", "finitef", "finitel" ->
          compareWithInfinity("<", real(value), span);
      case "isnormal" -> isNormal(real(value), span);
      case "signbit", "signbitf", "signbitl" -> signBit(real(value), span);
      default -> null;
    };
  }

  private Expression converted(Expression value, Floating type) {
    return unit.conversions.convert(value, type);
  }

  /** As a real number of its own type; integers become {@code double}. */
  private Expression real(Expression value) {
    return value.type().isFloating() ? value : converted(value, Floating.DOUBLE);
  }

  private static Expression absolute(Expression value, Span span) {
    return value instanceof RealConstant constant
        ? new RealConstant(RealMath.absolute(constant.value()), value.type(), span)
        : new Builtin(BuiltinOperation.REAL_ABSOLUTE, List.of(value), value.type(), span);
  }

  private Expression root(Expression value, Span span) {
    Floating type = (Floating) value.type();
    return value instanceof RealConstant constant && constant.value().signExponent() < 0x8000
        ? new RealConstant(
            unit.folder.reals().squareRoot(constant.value(), type), value.type(), span)
        : new Builtin(BuiltinOperation.REAL_SQUARE_ROOT, List.of(value), value.type(), span);
  }

  private Expression isNan(Expression value, Span span) {
    if (value instanceof RealConstant constant) {
      return new Constant(RealMath.isNan(constant.value()) ? 1 : 0, IntegerType.INT, span);
    }
    Temporaries.Kept kept = new Temporaries(unit).keep(value);
    return kept.before(unordered(kept.read(), kept.read(), span));
  }

  private static Expression unordered(Expression left, Expression right, Span span) {
    return new Builtin(BuiltinOperation.IS_UNORDERED, List.of(left, right), IntegerType.INT, span);
  }

  /** A comparison with infinity, in which what is no number fails. */
  private Expression compareWithInfinity(String operator, Expression value, Span span) {
    Expression infinity = new RealConstant(RealMath.infinity(), value.type(), span);
    return unit.arithmetic.binary(operator, absolute(value, span), infinity, span);
  }

  private Expression infinitySign(Expression value, Span span) {
    Temporaries.Kept kept = new Temporaries(unit).keep(value);
    Expression infinite = compareWithInfinity("==", kept.read(), span);
    Expression zero = new Constant(0, IntegerType.INT, span);
    Expression below = unit.arithmetic.binary("<", kept.read(), zero, span);
    Expression sign =
        unit.choice.make(
            below,
            new Constant(-1, IntegerType.INT, span),
            new Constant(1, IntegerType.INT, span),
            span);
    return kept.before(unit.choice.make(infinite, sign, zero, span));
  }

  private Expression isNormal(Expression value, Span span) {
    int least =
        switch ((Floating) value.type()) {
          case FLOAT -> 0x3FFF - 126;
          case DOUBLE -> 0x3FFF - 1022;
          case LONG_DOUBLE -> 1;
        };
    Expression smallest = new RealConstant(new Real(1L << 63, least), value.type(), span);
    Temporaries.Kept kept = new Temporaries(unit).keep(value);
    Expression enough = unit.arithmetic.binary(">=", absolute(kept.read(), span), smallest, span);
    Expression finite = compareWithInfinity("<", kept.read(), span);
    return kept.before(unit.arithmetic.binary("&&", enough, finite, span));
  }

  /** One of five values: for no number, infinity, a normal number, a subnormal one, zero. */
  private Expression classify(List<Expression> values, Span span) {
    if (!values.getLast().type().isArithmetic()) {
      return null;
    }
    Temporaries.Kept kept = new Temporaries(unit).keep(real(values.getLast()));
    Expression infinite = compareWithInfinity("==", kept.read(), span);
    Expression zero = new Constant(0, IntegerType.INT, span);
    Expression small =
        unit.choice.make(
            unit.arithmetic.binary("==", kept.read(), zero, span),
            values.get(4),
            values.get(3),
            span);
    Expression number = unit.choice.make(isNormal(kept.read(), span), values.get(2), small, span);
    Expression ordered = unit.choice.make(infinite, values.get(1), number, span);
    Expression nan = unordered(kept.read(), kept.read(), span);
    return kept.before(unit.choice.make(nan, values.get(0), ordered, span));
  }

  /** The sign of zero can be seen only in memory: it is the top bit of the last half word. */
  private Expression signBit(Expression value, Span span) {
    if (value instanceof RealConstant constant) {
      boolean negative = (constant.value().signExponent() & 0x8000) != 0;
      return new Constant(negative ? 1 : 0, IntegerType.INT, span);
    }
    int index =
        switch ((Floating) value.type()) {
          case FLOAT -> 1;
          case DOUBLE -> 3;
          case LONG_DOUBLE -> 4;
        };
    Temporaries.Kept kept = new Temporaries(unit).keep(value);
    Type halfWords = new Type.Pointer(Qualified.plain(IntegerType.SHORT));
    Expression start = unit.conversions.convert(Operands.address(kept.place()), halfWords);
    Expression at =
        unit.pointers.add(start, new Constant(index, IntegerType.INT, span), false, span);
    Expression top = unit.operands.value(Operands.indirect(at, span));
    Expression zero = new Constant(0, IntegerType.INT, span);
    return kept.before(unit.arithmetic.binary("<", top, zero, span));
  }

  /** Comparisons that raise no exception for a quiet NaN (C11 7.12.14). */
  private Expression two(String name, Expression left, Expression right, Span span) {
    if (name.equals("copysign") || !left.type().isArithmetic() || !right.type().isArithmetic()) {
      return null;
    }
    Type common = Conversions.common(real(left).type(), real(right).type());
    Expression a = unit.conversions.convert(left, common);
    Expression b = unit.conversions.convert(right, common);
    return switch (name) {
      case "isgreater" -> unit.arithmetic.binary(">", a, b, span);
      case "isgreaterequal" -> unit.arithmetic.binary(">=", a, b, span);
      case "isless" -> unit.arithmetic.binary("<", a, b, span);
      case "islessequal" -> unit.arithmetic.binary("<=", a, b, span);
      case "isunordered" -> unordered(a, b, span);
      case "islessgreater" -> lessOrGreater(a, b, span);
      default -> null;
    };
  }

  private Expression lessOrGreater(Expression a, Expression b, Span span) {
    Temporaries.Kept left = new Temporaries(unit).keep(a);
    Temporaries.Kept right = new Temporaries(unit).keep(b);
    Expression less = unit.arithmetic.binary("<", left.read(), right.read(), span);
    Expression greater = unit.arithmetic.binary(">", left.read(), right.read(), span);
    return left.before(right.before(unit.arithmetic.binary("||", less, greater, span)));
  }
}
