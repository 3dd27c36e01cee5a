package cloister.cc.check.initial;

import cloister.asm.report.Span;
import cloister.cc.lex.Encoding;
import cloister.cc.lex.StringConstant;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Statement.Store;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A string literal that fills an array (C11 6.7.9, paragraphs 14 and 15).
 *
 * @param length the number of elements that the array has, or gets
 */
record StringValue(int[] units, int size, int length, boolean isTooLong) {

  /** Nothing when the expression is no literal or the elements are of another kind. */
  static Optional<StringValue> of(Expression value, Type.Array array, Diagnostics diagnostics) {
    if (!(value instanceof Expression.StringLiteral literal)
        || !(array.element().type() instanceof IntegerType element)
        || element.isBool()) {
      return Optional.empty();
    }
    Encoding encoding = StringConstant.read(literal.parts(), new Diagnostics()).encoding();
    if (encoding.bytes() != element.size()) {
      return Optional.empty();
    }
    int[] units = StringConstant.read(literal.parts(), diagnostics).units();
    int length = array.length() < 0 ? units.length + 1 : array.length();
    return Optional.of(new StringValue(units, element.size(), length, units.length > length));
  }

  /** Stores of four bytes, and the rest byte by byte; all of them clear what has no unit. */
  List<Store> stores(long offset, Span span) {
    List<Store> stores = new ArrayList<>();
    int bytes = size * Math.min(length, units.length + 1);
    int at = 0;
    for (; at + 4 <= bytes; at += 4) {
      stores.add(store(offset, at, IntegerType.UNSIGNED_INT, span));
    }
    for (; at < bytes; at++) {
      stores.add(store(offset, at, IntegerType.UNSIGNED_CHAR, span));
    }
    return stores;
  }

  private Store store(long offset, int at, IntegerType type, Span span) {
    long value = 0;
    for (int i = type.size() - 1; i >= 0; i--) {
      value = value << 8 | octet(at + i);
    }
    Constant constant = new Constant(value, type, span);
    return new Store((int) offset + at, Qualified.plain(type), Optional.empty(), constant);
  }

  private int octet(int at) {
    int index = at / size;
    return index < units.length ? units[index] >>> 8 * (at % size) & 0xFF : 0;
  }
}
