package cloister.cc.lower;

import cloister.cc.ir.Operand;
import java.util.List;

/** A scalar's value: nothing, a word, two words with the low one first, or a real number. */
record Value(List<Operand> parts) {
  static final Value NONE = new Value(List.of());

  static Value of(Operand operand) {
    return new Value(List.of(operand));
  }

  static Value wide(Operand low, Operand high) {
    return new Value(List.of(low, high));
  }

  static Value wide(long value) {
    return wide(new Operand.Literal((int) value), new Operand.Literal((int) (value >> 32)));
  }

  /** The word, the low word or the real number. */
  Operand low() {
    return parts.getFirst();
  }

  Operand high() {
    return parts.get(1);
  }
}
