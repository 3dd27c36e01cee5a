package cloister.cpu.translate;

/** What is computed of two words. Counts of shifts are taken modulo 32. */
public enum Operator {
  ADD,
  SUBTRACT,
  MULTIPLY,
  AND,
  OR,
  XOR,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  SHIFT_RIGHT_SIGNED,

  /** The high word of the product. */
  MULTIPLY_HIGH,
  MULTIPLY_HIGH_SIGNED,

  /** The divisor is not 0; for signed words, not -1 either. */
  DIVIDE,
  REMAINDER,
  DIVIDE_SIGNED,
  REMAINDER_SIGNED
}
