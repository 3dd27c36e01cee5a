package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function in static single assignment form: a register is written at one place, which dominates
 * its uses, but for those that could not be renamed.
 */
final class SsaForm {
  private final IrFunction function;
  private final boolean[] mutable;
  private final List<Register> origins;
  private FlowGraph graph;

  /**
   * @param mutable the registers that are still written at several places
   * @param origins for each register, the one that it was before renaming
   */
  SsaForm(IrFunction function, FlowGraph graph, boolean[] mutable, List<Register> origins) {
    this.function = function;
    this.graph = graph;
    this.mutable = mutable;
    this.origins = origins;
  }

  IrFunction function() {
    return function;
  }

  FlowGraph graph() {
    return graph;
  }

  /** After control flow has changed. */
  void refresh() {
    graph = new FlowGraph(function);
  }

  boolean isMutable(Register register) {
    return register.number() < mutable.length && mutable[register.number()];
  }

  /** True when the operand is worth the same wherever it can be read. */
  boolean isValue(Operand operand) {
    return !(operand instanceof Register register) || !isMutable(register);
  }

  /** The register that this one was made for. */
  Register origin(Register register) {
    return register.number() < origins.size() ? origins.get(register.number()) : register;
  }

  /** Where every register gets its value; nothing for phis and mutable ones. */
  List<Optional<Operation>> definitions() {
    List<Optional<Operation>> table = new ArrayList<>();
    for (int i = 0; i < function.registerCount(); i++) {
      table.add(Optional.empty());
    }
    for (BasicBlock block : graph.order()) {
      for (BasicBlock.Instruction instruction : block.instructions()) {
        Operation operation = instruction.operation();
        Mentions.writes(
            operation,
            to -> {
              if (!isMutable(to)) {
                table.set(to.number(), Optional.of(operation));
              }
            });
      }
    }
    return table;
  }
}
