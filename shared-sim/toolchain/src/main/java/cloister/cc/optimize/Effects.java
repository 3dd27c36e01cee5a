package cloister.cc.optimize;

import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;

/** What operations do beside writing their registers. */
final class Effects {
  private Effects() {}

  /** The same operands give the same results, and nothing else happens. */
  static boolean isPure(Operation operation) {
    return switch (operation) {
      case Operation.Copy _,
          Operation.Binary _,
          Operation.Unary _,
          Operation.Compare _,
          Operation.Extend _,
          Operation.Bits _,
          Operation.AddressOf _,
          Operation.MultiplyLong _,
          Operation.WideBinary _,
          Operation.WideNegate _,
          Operation.WideCompare _,
          Operation.RealBinary _,
          Operation.RealUnary _,
          Operation.RealRound _,
          Operation.RealCompare _,
          Operation.RealFromInteger _,
          Operation.RealToInteger _,
          Operation.FrameValue _,
          Operation.Incoming _,
          Operation.BlockAddress _ ->
          true;
      default -> false;
    };
  }

  static boolean isReal(Operation operation) {
    return switch (operation) {
      case Operation.RealBinary _,
          Operation.RealUnary _,
          Operation.RealRound _,
          Operation.RealFromInteger _,
          Operation.RealLoad _ ->
          true;
      default -> false;
    };
  }

  /** Without effect when nobody reads what it writes. */
  static boolean isRemovable(Operation operation) {
    return switch (operation) {
      case Operation.Load load -> !load.isVolatile();
      case Operation.RealLoad load -> !load.isVolatile();
      case Operation.SaveStack _ -> true;
      case Operation.Assembly assembly ->
          assembly.source().extended()
              && !assembly.source().isVolatile()
              && !assembly.outputs().isEmpty()
              && assembly.outputs().stream().allMatch(output -> output.address().isEmpty());
      default -> isPure(operation);
    };
  }

  /** May run where it would not have run before: it never traps. */
  static boolean isSpeculable(Operation operation) {
    return isPure(operation)
        && !(operation instanceof Operation.Binary binary
            && isDivision(binary.operator())
            && !(binary.right() instanceof Literal(int divisor) && divisor != 0 && divisor != -1));
  }

  static boolean isDivision(BinaryOperator operator) {
    return switch (operator) {
      case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED -> true;
      default -> false;
    };
  }
}
