package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Builtin;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/** Builtin functions that count, find and turn around bits. */
final class BitBuiltins {
  private final Unit unit;

  BitBuiltins(Unit unit) {
    this.unit = unit;
  }

  Optional<Expression> call(String name, List<Expression> values, Span span) {
    if (values.size() != 1 || !values.getFirst().type().isArithmetic()) {
      return Optional.empty();
    }
    Expression value = values.getFirst();
    return Optional.ofNullable(
        switch (name) {
          case "bswap16" -> swap(BuiltinOperation.BSWAP16, value, IntegerType.UNSIGNED_SHORT, span);
          case "bswap32" -> swap(BuiltinOperation.BSWAP32, value, IntegerType.UNSIGNED_INT, span);
          case "bswap64" ->
              swap(BuiltinOperation.BSWAP64, value, IntegerType.UNSIGNED_LONG_LONG, span);
          case "clz", "clzl" -> count(BuiltinOperation.COUNT_LEADING_ZEROS, value, false, span);
          case "clzll" -> count(BuiltinOperation.COUNT_LEADING_ZEROS, value, true, span);
          case "ctz", "ctzl" -> count(BuiltinOperation.COUNT_TRAILING_ZEROS, value, false, span);
          case "ctzll" -> count(BuiltinOperation.COUNT_TRAILING_ZEROS, value, true, span);
          case "popcount", "popcountl" ->
              count(BuiltinOperation.POPULATION_COUNT, value, false, span);
          case "popcountll" -> count(BuiltinOperation.POPULATION_COUNT, value, true, span);
          case "parity", "parityl" -> parity(value, false, span);
          case "parityll" -> parity(value, true, span);
          case "ffs", "ffsl" -> first(value, false, span);
          case "ffsll" -> first(value, true, span);
          case "clrsb", "clrsbl" -> signBits(value, false, span);
          case "clrsbll" -> signBits(value, true, span);
          case "abs", "labs" -> absolute(value, IntegerType.INT, span);
          case "llabs", "imaxabs" -> absolute(value, IntegerType.LONG_LONG, span);
          default -> null;
        });
  }

  private Expression swap(
      BuiltinOperation operation, Expression value, IntegerType type, Span span) {
    Expression converted = unit.conversions.convert(value, type);
    if (!(converted instanceof Constant constant)) {
      return new Builtin(operation, List.of(converted), type, span);
    }
    long swapped = Long.reverseBytes(constant.value()) >>> 64 - 8 * type.size();
    return new Constant(swapped, type, span);
  }

  private Expression count(BuiltinOperation operation, Expression value, boolean wide, Span span) {
    IntegerType type = wide ? IntegerType.UNSIGNED_LONG_LONG : IntegerType.UNSIGNED_INT;
    Expression converted = unit.conversions.convert(value, type);
    boolean zeros = operation != BuiltinOperation.POPULATION_COUNT;
    if (!(converted instanceof Constant constant) || constant.value() == 0 && zeros) {
      return new Builtin(operation, List.of(converted), IntegerType.INT, span);
    }
    long bits = constant.value();
    int result =
        switch (operation) {
          case COUNT_LEADING_ZEROS -> Long.numberOfLeadingZeros(bits) - (wide ? 0 : 32);
          case COUNT_TRAILING_ZEROS -> Long.numberOfTrailingZeros(bits);
          default -> Long.bitCount(bits);
        };
    return integer(result, span);
  }

  private static Expression integer(int value, Span span) {
    return new Constant(value, IntegerType.INT, span);
  }

  private Expression parity(Expression value, boolean wide, Span span) {
    Expression count = count(BuiltinOperation.POPULATION_COUNT, value, wide, span);
    return unit.arithmetic.binary("&", count, integer(1, span), span);
  }

  /** How many bits below the top one are like it. */
  private Expression signBits(Expression value, boolean wide, Span span) {
    IntegerType type = wide ? IntegerType.LONG_LONG : IntegerType.INT;
    Temporaries.Kept kept = new Temporaries(unit).keep(unit.conversions.convert(value, type));
    Expression sign =
        unit.arithmetic.binary(">>", kept.read(), integer(wide ? 63 : 31, span), span);
    Expression differing =
        unit.conversions.convert(
            unit.arithmetic.binary("^", kept.read(), sign, span), type.withSign(false));
    Expression moved = unit.arithmetic.binary("<<", differing, integer(1, span), span);
    Expression ended = unit.arithmetic.binary("|", moved, integer(1, span), span);
    return kept.before(count(BuiltinOperation.COUNT_LEADING_ZEROS, ended, wide, span));
  }

  /** One more than the index of the lowest bit that is set, or 0. */
  private Expression first(Expression value, boolean wide, Span span) {
    Type type = wide ? IntegerType.UNSIGNED_LONG_LONG : IntegerType.UNSIGNED_INT;
    Expression converted = unit.conversions.convert(value, type);
    if (converted instanceof Constant constant) {
      boolean none = constant.value() == 0;
      return integer(none ? 0 : Long.numberOfTrailingZeros(constant.value()) + 1, span);
    }
    Temporaries.Kept kept = new Temporaries(unit).keep(converted);
    Expression index = count(BuiltinOperation.COUNT_TRAILING_ZEROS, kept.read(), wide, span);
    Expression found = unit.arithmetic.binary("+", index, integer(1, span), span);
    return kept.before(unit.choice.make(kept.read(), found, integer(0, span), span));
  }

  private Expression absolute(Expression value, IntegerType type, Span span) {
    Expression converted = unit.conversions.convert(value, type);
    if (converted instanceof Constant constant) {
      Expression zero = new Constant(0, type, span);
      return constant.value() < 0 ? unit.arithmetic.binary("-", zero, constant, span) : constant;
    }
    Temporaries.Kept kept = new Temporaries(unit).keep(converted);
    Expression negative = unit.arithmetic.binary("<", kept.read(), integer(0, span), span);
    Expression turned = unit.arithmetic.unary("-", kept.read(), span);
    return kept.before(unit.choice.make(negative, turned, kept.read(), span));
  }
}
