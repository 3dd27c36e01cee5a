package cloister.cpu.translate.wasm;

import cloister.cpu.translate.Comparison;
import cloister.cpu.translate.Operator;

/** Instructions of WebAssembly by their bytes (core specification, 5.4). */
final class Opcode {
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int END = 0x0b;
  static final int BRANCH = 0x0c;
  static final int BRANCH_IF = 0x0d;
  static final int BRANCH_TABLE = 0x0e;
  static final int CALL = 0x10;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOAD = 0x28;
  static final int LOAD8 = 0x2d;
  static final int LOAD16 = 0x2f;
  static final int STORE = 0x36;
  static final int STORE8 = 0x3a;
  static final int STORE16 = 0x3b;
  static final int CONSTANT = 0x41;
  static final int CONSTANT_LONG = 0x42;
  static final int MULTIPLY_LONG = 0x7e;
  static final int SHIFT_RIGHT_LONG = 0x88;
  static final int WRAP = 0xa7;
  static final int EXTEND_SIGNED = 0xac;
  static final int EXTEND_UNSIGNED = 0xad;
  static final int EXTEND8 = 0xc0;
  static final int EXTEND16 = 0xc1;

  /** The type of a word, and that of a block that leaves nothing on the stack. */
  static final int INT = 0x7f;

  static final int NO_RESULT = 0x40;

  private Opcode() {}

  /** One that has an instruction of its own. */
  static int of(Operator operator) {
    return switch (operator) {
      case ADD -> 0x6a;
      case SUBTRACT -> 0x6b;
      case MULTIPLY -> 0x6c;
      case DIVIDE_SIGNED -> 0x6d;
      case DIVIDE -> 0x6e;
      case REMAINDER_SIGNED -> 0x6f;
      case REMAINDER -> 0x70;
      case AND -> 0x71;
      case OR -> 0x72;
      case XOR -> 0x73;
      case SHIFT_LEFT -> 0x74;
      case SHIFT_RIGHT_SIGNED -> 0x75;
      case SHIFT_RIGHT -> 0x76;
      case MULTIPLY_HIGH, MULTIPLY_HIGH_SIGNED ->
          throw new IllegalArgumentException("no instruction for " + operator);
    };
  }

  static int of(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> 0x46;
      case NOT_EQUAL -> 0x47;
      case LESS -> 0x48;
      case BELOW -> 0x49;
      case GREATER -> 0x4a;
      case ABOVE -> 0x4b;
      case NOT_GREATER -> 0x4c;
      case NOT_ABOVE -> 0x4d;
      case NOT_LESS -> 0x4e;
      case NOT_BELOW -> 0x4f;
    };
  }
}
