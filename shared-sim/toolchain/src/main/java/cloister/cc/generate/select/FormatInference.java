package cloister.cc.generate.select;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.RealFormat;
import java.util.Arrays;

/** The shortest format that holds all values of a real register: its home in the frame has it. */
final class FormatInference {
  private final RealFormat[] formats;
  private boolean changed;

  private FormatInference(int registers) {
    formats = new RealFormat[registers];
    Arrays.fill(formats, RealFormat.SINGLE);
  }

  static RealFormat[] formats(IrFunction function, Graph graph) {
    FormatInference inference = new FormatInference(function.registerCount());
    do {
      inference.changed = false;
      for (BasicBlock block : graph.blocks()) {
        for (BasicBlock.Instruction instruction : block.instructions()) {
          inference.visit(instruction.operation());
        }
      }
    } while (inference.changed);
    return inference.formats;
  }

  private void visit(Operation operation) {
    switch (operation) {
      case Operation.Copy o when o.to().kind() == Operand.Kind.REAL ->
          widen(o.to(), format(o.from()));
      case Operation.RealLoad o -> widen(o.to(), o.format());
      case Operation.RealRound o -> widen(o.to(), o.format());
      case Operation.RealBinary o -> widen(o.to(), RealFormat.EXTENDED);
      case Operation.RealUnary o ->
          widen(
              o.to(),
              o.operator() == Operation.RealUnaryOperator.SQUARE_ROOT
                  ? RealFormat.EXTENDED
                  : format(o.operand()));
      case Operation.RealFromInteger o ->
          widen(o.to(), o.high().isPresent() ? RealFormat.EXTENDED : RealFormat.DOUBLE);
      case Operation.Call o -> o.results().forEach(result -> widen(result, RealFormat.EXTENDED));
      case Operation.Assembly o ->
          o.outputs()
              .forEach(output -> output.register().forEach(r -> widen(r, RealFormat.EXTENDED)));
      default -> {}
    }
  }

  private RealFormat format(Operand operand) {
    return switch (operand) {
      case Register register -> formats[register.number()];
      case Operand.RealLiteral literal -> RealFormats.shortest(literal.value());
      default -> RealFormat.EXTENDED;
    };
  }

  private void widen(Register register, RealFormat format) {
    RealFormat wider = RealFormats.wider(formats[register.number()], format);
    changed |= wider != formats[register.number()];
    formats[register.number()] = wider;
  }
}
