package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.tree.Expression;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;

/** Reading and writing some bits of a storage unit (C11 6.7.2.1). */
final class BitFields {
  private final FunctionLowering parts;
  private final Emitter emit;

  BitFields(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  /** The part of a unit that one word access reaches: of a wide unit, the half with the field. */
  private record Window(Address address, int bytes, int shift) {}

  private static boolean straddles(Field field) {
    return field.bit() < 32 && field.bit() + field.width() > 32;
  }

  private static Window window(Location.InBits bits) {
    Field field = bits.field();
    if (field.unit() <= 4) {
      return new Window(bits.unit(), field.unit(), field.bit());
    }
    return field.bit() < 32
        ? new Window(bits.unit(), 4, field.bit())
        : new Window(bits.unit().plus(4), field.unit() - 4, field.bit() - 32);
  }

  private static boolean isSigned(Field field) {
    return Shape.isSigned(field.type().type());
  }

  /** Of a packed field that not even eight bytes hold: what lies in them, or what is left over. */
  private static Location.InBits part(Location.InBits bits, boolean leftOver) {
    Field field = bits.field();
    Qualified type = Qualified.plain(wideType(false));
    int over = field.bit() + field.width() - 64;
    return leftOver
        ? new Location.InBits(
            bits.unit().plus(8), new Field("", type, 0, 0, over, 1, 1), bits.isVolatile())
        : new Location.InBits(
            bits.unit(),
            new Field("", type, 0, field.bit(), field.width() - over, 8, 1),
            bits.isVolatile());
  }

  private static boolean overflows(Field field) {
    return field.bit() + field.width() > 64;
  }

  private Value loadParts(Location.InBits bits) {
    Location.InBits first = part(bits, false);
    Value low = load(first, wideType(false));
    Value high = load(part(bits, true), wideType(false));
    Value top = shift(high, true, first.field().width(), false);
    Value whole = parts.arithmetic.binary(Expression.BinaryOperator.OR, low, top, wideType(false));
    return truncated(bits.field(), whole, wideType(false));
  }

  private void storeParts(Location.InBits bits, Value value) {
    Location.InBits first = part(bits, false);
    store(first, value);
    store(part(bits, true), shift(value, false, first.field().width(), false));
  }

  Value load(Location.InBits bits, Type type) {
    Field field = bits.field();
    if (overflows(field)) {
      return loadParts(bits);
    }
    boolean wide = Shape.of(type) == Shape.WIDE;
    if (straddles(field)) {
      Value whole = extended(unit(bits), field);
      return wide ? whole : Value.of(whole.low());
    }
    Window window = window(bits);
    Operand unit = word(window.address(), window.bytes(), bits.isVolatile());
    Operand value = extract(unit, window.shift(), field.width(), isSigned(field));
    return wide ? parts.conversions.widen(value, isSigned(field)) : Value.of(value);
  }

  private Value unit(Location.InBits bits) {
    return Value.wide(
        word(bits.unit(), 4, bits.isVolatile()),
        word(bits.unit().plus(4), bits.field().unit() - 4, bits.isVolatile()));
  }

  /** One to four bytes, without those behind them. */
  private Operand word(Address from, int bytes, boolean isVolatile) {
    if (bytes != 3) {
      return parts.places.word(from, 8 * bytes, false, isVolatile);
    }
    Operand low = parts.places.word(from, 16, false, isVolatile);
    Operand last = parts.places.word(from.plus(2), 8, false, isVolatile);
    return emit.binary(BinaryOperator.OR, low, emit.binary(BinaryOperator.SHIFT_LEFT, last, 16));
  }

  private Operand extract(Operand unit, int shift, int width, boolean signed) {
    if (signed) {
      Operand top = emit.binary(BinaryOperator.SHIFT_LEFT, unit, 32 - width - shift);
      return emit.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, top, 32 - width);
    }
    Operand down = emit.binary(BinaryOperator.SHIFT_RIGHT, unit, shift);
    return shift + width == 32 ? down : emit.binary(BinaryOperator.AND, down, mask(width));
  }

  private static int mask(int width) {
    return width == 32 ? -1 : (1 << width) - 1;
  }

  private static Type wideType(boolean signed) {
    return IntegerType.of(
        signed ? IntegerType.Kind.LONG_LONG : IntegerType.Kind.UNSIGNED_LONG_LONG);
  }

  private Value shift(Value value, boolean left, int count, boolean signed) {
    Expression.BinaryOperator operator =
        left ? Expression.BinaryOperator.SHIFT_LEFT : Expression.BinaryOperator.SHIFT_RIGHT;
    Value by = Value.of(new Literal(count));
    return parts.arithmetic.binary(operator, value, by, wideType(signed));
  }

  private Value extended(Value unit, Field field) {
    boolean signed = isSigned(field);
    Value top = shift(unit, true, 64 - field.width() - field.bit(), signed);
    return shift(top, false, 64 - field.width(), signed);
  }

  void store(Location.InBits bits, Value value) {
    Field field = bits.field();
    if (overflows(field)) {
      storeParts(bits, value);
      return;
    }
    if (straddles(field)) {
      storeWide(bits, value);
      return;
    }
    Window window = window(bits);
    if (field.width() == 8 * window.bytes()) {
      put(window.address(), value.low(), window.bytes(), bits.isVolatile());
      return;
    }
    Operand unit = word(window.address(), window.bytes(), bits.isVolatile());
    Operand merged = merge(unit, value.low(), window.shift(), mask(field.width()));
    put(window.address(), merged, window.bytes(), bits.isVolatile());
  }

  private Operand merge(Operand unit, Operand value, int shift, int mask) {
    Operand rest = emit.binary(BinaryOperator.AND, unit, ~(mask << shift));
    Operand own = emit.binary(BinaryOperator.AND, value, mask);
    Operand placed = emit.binary(BinaryOperator.SHIFT_LEFT, own, shift);
    return emit.binary(BinaryOperator.OR, rest, placed);
  }

  private void put(Address to, Operand value, int bytes, boolean isVolatile) {
    if (bytes != 3) {
      emit.add(new Operation.Store(to, value, 8 * bytes, isVolatile));
      return;
    }
    emit.add(new Operation.Store(to, value, 16, isVolatile));
    Operand last = emit.binary(BinaryOperator.SHIFT_RIGHT, value, 16);
    emit.add(new Operation.Store(to.plus(2), last, 8, isVolatile));
  }

  private void storeWide(Location.InBits bits, Value value) {
    Field field = bits.field();
    Value wide = value.parts().size() == 2 ? value : parts.conversions.widen(value.low(), true);
    long mask = field.width() == 64 ? -1 : (1L << field.width()) - 1;
    Value old = unit(bits);
    Value own = and(wide, mask);
    Value placed = shift(own, true, field.bit(), false);
    Value rest = and(old, ~(mask << field.bit()));
    put(
        bits.unit(),
        emit.binary(BinaryOperator.OR, rest.low(), placed.low()),
        4,
        bits.isVolatile());
    put(
        bits.unit().plus(4),
        emit.binary(BinaryOperator.OR, rest.high(), placed.high()),
        field.unit() - 4,
        bits.isVolatile());
  }

  private Value and(Value value, long mask) {
    return Value.wide(
        emit.binary(BinaryOperator.AND, value.low(), (int) mask),
        emit.binary(BinaryOperator.AND, value.high(), (int) (mask >> 32)));
  }

  /** What reading the field gives after the value was written. */
  Value truncated(Field field, Value value, Type type) {
    if (Shape.of(type) == Shape.WIDE) {
      int unused = 64 - field.width();
      boolean signed = isSigned(field);
      return unused == 0 ? value : shift(shift(value, true, unused, signed), false, unused, signed);
    }
    return Value.of(extract(value.low(), 0, field.width(), isSigned(field)));
  }
}
