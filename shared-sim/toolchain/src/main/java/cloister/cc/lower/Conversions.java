package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.ir.Operation.RealOperator;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Real;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/** Conversions between scalar types (C11 6.3). */
final class Conversions {
  /** Two to the 63 and to the 64. */
  private static final Operand TWO_63 = new Operand.RealLiteral(new Real(1L << 63, 0x3FFF + 63));

  private static final Operand TWO_64 = new Operand.RealLiteral(new Real(1L << 63, 0x3FFF + 64));
  static final Operand REAL_ZERO = new Operand.RealLiteral(Real.ZERO);

  private final Emitter emit;

  Conversions(Emitter emit) {
    this.emit = emit;
  }

  Value convert(Value value, Type from, Type to) {
    if (Shape.isBool(to)) {
      return Shape.isBool(from) ? value : truth(value, from);
    }
    return switch (Shape.of(to)) {
      case NOTHING -> Value.NONE;
      case WORD -> Value.of(word(value, from, to));
      case WIDE -> wide(value, from, to);
      case REAL -> real(value, from, to);
      case MEMORY -> value;
    };
  }

  private Value truth(Value value, Type from) {
    return switch (Shape.of(from)) {
      case WORD -> Value.of(emit.compare(Condition.NOT_EQUAL, value.low(), new Literal(0)));
      case WIDE -> {
        Operand any = emit.binary(BinaryOperator.OR, value.low(), value.high());
        yield Value.of(emit.compare(Condition.NOT_EQUAL, any, new Literal(0)));
      }
      case REAL -> {
        Register to = emit.word();
        emit.add(new Operation.RealCompare(RealCondition.NOT_EQUAL, to, value.low(), REAL_ZERO));
        yield Value.of(to);
      }
      case NOTHING, MEMORY -> throw new IllegalStateException("no truth in " + from);
    };
  }

  private Operand word(Value value, Type from, Type to) {
    int bits = Shape.bits(to);
    boolean signed = Shape.isSigned(to);
    if (Shape.of(from) == Shape.REAL) {
      return emit.extend(wordFromReal(value.low(), signed || bits < 32), bits, signed);
    }
    boolean fits =
        Shape.of(from) == Shape.WORD
            && (Shape.isBool(from)
                || Shape.bits(from) < bits && (signed || !Shape.isSigned(from))
                || Shape.bits(from) == bits && Shape.isSigned(from) == signed);
    return fits ? value.low() : emit.extend(value.low(), bits, signed);
  }

  /** The x87 converts to signed integers only: an unsigned one is the low half of a wide one. */
  private Operand wordFromReal(Operand real, boolean signed) {
    Register low = emit.word();
    Optional<Register> high = signed ? Optional.empty() : Optional.of(emit.word());
    emit.add(new Operation.RealToInteger(low, high, real, true));
    return low;
  }

  private Value wide(Value value, Type from, Type to) {
    Value whole =
        switch (Shape.of(from)) {
          case WIDE -> value;
          case REAL ->
              Shape.isSigned(to) ? wideFromReal(value.low()) : unsignedFromReal(value.low());
          default -> widen(value.low(), Shape.isSigned(from) || from.isPointer());
        };
    return to instanceof IntegerType integer && integer.isNarrowed()
        ? narrowed(whole, integer)
        : whole;
  }

  /** With the bits of a wide bit-field alone. */
  private Value narrowed(Value value, IntegerType to) {
    int bits = to.width() - 32;
    Operand high =
        to.isSigned()
            ? emit.binary(
                BinaryOperator.SHIFT_RIGHT_SIGNED,
                emit.binary(BinaryOperator.SHIFT_LEFT, value.high(), 32 - bits),
                32 - bits)
            : emit.binary(BinaryOperator.AND, value.high(), (1 << bits) - 1);
    return Value.wide(value.low(), high);
  }

  Value widen(Operand word, boolean signed) {
    Operand high =
        signed ? emit.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, word, 31) : new Literal(0);
    return Value.wide(word, high);
  }

  private Value wideFromReal(Operand real) {
    Register low = emit.word();
    Register high = emit.word();
    emit.add(new Operation.RealToInteger(low, Optional.of(high), real, true));
    return Value.wide(low, high);
  }

  /** From two to the 63 on, converts the distance from there and puts the highest bit back. */
  private Value unsignedFromReal(Operand real) {
    Register low = emit.word();
    Register high = emit.word();
    BasicBlock small = emit.newBlock();
    BasicBlock large = emit.newBlock();
    BasicBlock end = emit.newBlock();
    emit.end(new Terminator.RealBranch(RealCondition.GREATER_EQUAL, real, TWO_63, large, small));
    emit.start(large);
    Register distance = emit.real();
    emit.add(new Operation.RealBinary(RealOperator.SUBTRACT, distance, real, TWO_63));
    Value rest = wideFromReal(distance);
    Operand top = emit.binary(BinaryOperator.XOR, rest.high(), Integer.MIN_VALUE);
    emit.copy(List.of(low, high), Value.wide(rest.low(), top));
    emit.jump(end);
    emit.start(small);
    emit.copy(List.of(low, high), wideFromReal(real));
    emit.start(end);
    return Value.wide(low, high);
  }

  /** An integer is exact in the x87's format; what wants it in another one rounds it. */
  private Value real(Value value, Type from, Type to) {
    return switch (Shape.of(from)) {
      case REAL -> Shape.format(to).compareTo(Shape.format(from)) > 0 ? value : rounded(value, to);
      case WIDE -> Value.of(realFromWide(value, Shape.isSigned(from)));
      default -> Value.of(realFromWord(value.low(), Shape.isSigned(from)));
    };
  }

  private Operand realFromWord(Operand word, boolean signed) {
    Register to = emit.real();
    Optional<Operand> high = signed ? Optional.empty() : Optional.of(new Literal(0));
    emit.add(new Operation.RealFromInteger(to, word, high, true));
    return to;
  }

  /** The x87 takes an unsigned number for a negative one: two to the 64 too little. */
  private Operand realFromWide(Value value, boolean signed) {
    Register to = emit.real();
    emit.add(new Operation.RealFromInteger(to, value.low(), Optional.of(value.high()), true));
    if (signed || value.high() instanceof Literal(int high) && high >= 0) {
      return to;
    }
    BasicBlock negative = emit.newBlock();
    BasicBlock end = emit.newBlock();
    emit.branch(Condition.LESS, value.high(), new Literal(0), negative, end);
    emit.start(negative);
    emit.add(new Operation.RealBinary(RealOperator.ADD, to, to, TWO_64));
    emit.start(end);
    return to;
  }

  private Value rounded(Value value, Type to) {
    return round(value.low(), Shape.format(to));
  }

  Value round(Operand real, RealFormat format) {
    if (format == RealFormat.EXTENDED || real instanceof Operand.RealLiteral) {
      return Value.of(real);
    }
    Register to = emit.real();
    emit.add(new Operation.RealRound(to, real, format));
    return Value.of(to);
  }
}
