package cloister.kernel.seccomp;

/**
 * Codes of classic BPF's instructions (include/uapi/linux/bpf_common.h): those that a filter of
 * system calls may have.
 */
final class Opcode {
  static final int LOAD = 0x00;
  static final int LOAD_INDEX = 0x01;
  static final int STORE = 0x02;
  static final int STORE_INDEX = 0x03;
  static final int ARITHMETIC = 0x04;
  static final int JUMP = 0x05;
  static final int RETURN = 0x06;
  static final int MOVE = 0x07;

  /** Where a load is from. */
  static final int IMMEDIATE = 0x00;

  static final int ABSOLUTE = 0x20;
  static final int MEMORY = 0x60;
  static final int LENGTH = 0x80;

  /** The second operand is X, not the instruction's own number. */
  static final int BY_INDEX = 0x08;

  static final int ADD = 0x00;
  static final int SUBTRACT = 0x10;
  static final int MULTIPLY = 0x20;
  static final int DIVIDE = 0x30;
  static final int OR = 0x40;
  static final int AND = 0x50;
  static final int SHIFT_LEFT = 0x60;
  static final int SHIFT_RIGHT = 0x70;
  static final int NEGATE = 0x80;
  static final int EXCLUSIVE_OR = 0xa0;

  static final int ALWAYS = 0x00;
  static final int EQUAL = 0x10;
  static final int GREATER = 0x20;
  static final int GREATER_OR_EQUAL = 0x30;
  static final int ANY_BIT = 0x40;

  static final int RETURN_NUMBER = RETURN;
  static final int RETURN_ACCUMULATOR = RETURN | 0x10;
  static final int TO_INDEX = MOVE;
  static final int TO_ACCUMULATOR = MOVE | 0x80;

  private static final int CLASS = 0x07;
  private static final int OPERATION = 0xf0;
  private static final int SOURCE = 0xe0;

  private Opcode() {}

  static int group(int code) {
    return code & CLASS;
  }

  /** Of arithmetic and jumps. */
  static int operation(int code) {
    return code & OPERATION;
  }

  /** Of loads. */
  static int source(int code) {
    return code & SOURCE;
  }

  static boolean isByIndex(int code) {
    return (code & BY_INDEX) != 0;
  }

  static boolean isReturn(int code) {
    return code == RETURN_NUMBER || code == RETURN_ACCUMULATOR;
  }

  static boolean isConditional(int code) {
    return group(code) == JUMP && operation(code) != ALWAYS;
  }

  static boolean isKnown(int code) {
    return switch (group(code)) {
      case LOAD ->
          code == (LOAD | ABSOLUTE)
              || code == LOAD
              || code == (LOAD | MEMORY)
              || code == (LOAD | LENGTH);
      case LOAD_INDEX ->
          code == LOAD_INDEX || code == (LOAD_INDEX | MEMORY) || code == (LOAD_INDEX | LENGTH);
      case STORE -> code == STORE;
      case STORE_INDEX -> code == STORE_INDEX;
      case ARITHMETIC -> isArithmetic(code);
      case JUMP ->
          code == JUMP || operation(code) >= EQUAL && operation(code) <= ANY_BIT && code >>> 8 == 0;
      case RETURN -> isReturn(code);
      default -> code == TO_INDEX || code == TO_ACCUMULATOR;
    };
  }

  private static boolean isArithmetic(int code) {
    int operation = operation(code);
    boolean withOperand = operation <= SHIFT_RIGHT || operation == EXCLUSIVE_OR;
    return code >>> 8 == 0 && (withOperand || code == (ARITHMETIC | NEGATE));
  }
}
