package cloister.cc.generate.select;

import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;

/** Which operations have no effect but their one result. */
final class Pure {
  private Pure() {}

  /** The result of one that can be left out when nobody reads it, otherwise null. */
  static Register result(Operation operation) {
    return switch (operation) {
      case Operation.Copy o -> o.to();
      case Operation.Binary o -> o.to();
      case Operation.Unary o -> o.to();
      case Operation.Compare o -> o.to();
      case Operation.Extend o -> o.to();
      case Operation.WideCompare o -> o.to();
      case Operation.Load o -> o.isVolatile() ? null : o.to();
      case Operation.AddressOf o -> o.to();
      case Operation.RealLoad o -> o.isVolatile() ? null : o.to();
      case Operation.RealBinary o -> o.to();
      case Operation.RealUnary o -> o.to();
      case Operation.RealRound o -> o.to();
      case Operation.RealCompare o -> o.to();
      case Operation.RealFromInteger o -> o.to();
      case Operation.Bits o -> o.to();
      case Operation.FrameValue o -> o.to();
      case Operation.BlockAddress o -> o.to();
      default -> null;
    };
  }

  static boolean writesMemory(Operation operation) {
    return switch (operation) {
      case Operation.Store o -> true;
      case Operation.RealStore o -> true;
      case Operation.Call o -> true;
      case Operation.CopyBlock o -> true;
      case Operation.ClearBlock o -> true;
      case Operation.Assembly o -> true;
      case Operation.Allocate o -> true;
      case Operation.RestoreStack o -> true;
      default -> false;
    };
  }
}
