package cloister.cc.optimize;

import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation;

/** Which bits of a word can be set, and whether it is sign-extended already. */
final class KnownBits {
  private static final int DEPTH = 4;

  private final Definitions definitions;

  KnownBits(Definitions definitions) {
    this.definitions = definitions;
  }

  /** A mask with a zero for every bit that is never set. */
  int possible(Operand operand) {
    return possible(operand, DEPTH);
  }

  private int possible(Operand operand, int depth) {
    if (operand instanceof Literal(int value)) {
      return value;
    }
    if (depth == 0) {
      return -1;
    }
    return definitions.of(operand).map(operation -> possible(operation, depth - 1)).orElse(-1);
  }

  private int possible(Operation operation, int depth) {
    return switch (operation) {
      case Operation.Compare _, Operation.WideCompare _, Operation.RealCompare _ -> 1;
      case Operation.Load load when !load.signed() -> mask(load.bits());
      case Operation.Extend extend when !extend.signed() ->
          mask(extend.bits()) & possible(extend.from(), depth);
      case Operation.Binary binary -> possible(binary, depth);
      default -> -1;
    };
  }

  private int possible(Operation.Binary binary, int depth) {
    return switch (binary.operator()) {
      case AND -> possible(binary.left(), depth) & possible(binary.right(), depth);
      case OR, XOR -> possible(binary.left(), depth) | possible(binary.right(), depth);
      case SHIFT_RIGHT ->
          binary.right() instanceof Literal(int count)
              ? possible(binary.left(), depth) >>> count
              : -1;
      case SHIFT_LEFT ->
          binary.right() instanceof Literal(int count)
              ? possible(binary.left(), depth) << count
              : -1;
      default -> -1;
    };
  }

  static int mask(int bits) {
    return bits == 32 ? -1 : (1 << bits) - 1;
  }

  /** True when extending the low bits changes nothing. */
  boolean isExtended(Operand operand, int bits, boolean signed) {
    int possible = possible(operand);
    if ((possible & ~mask(signed ? bits - 1 : bits)) == 0) {
      return true;
    }
    return signed
        && definitions
            .of(operand)
            .map(
                operation ->
                    switch (operation) {
                      case Operation.Load load -> load.signed() && load.bits() <= bits;
                      case Operation.Extend extend -> extend.signed() && extend.bits() <= bits;
                      default -> false;
                    })
            .orElse(false);
  }
}
