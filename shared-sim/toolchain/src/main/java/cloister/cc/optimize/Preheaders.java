package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Terminator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives every loop a block before it, from which control goes nowhere else. */
final class Preheaders {
  private final SsaForm form;
  private final IrFunction function;

  Preheaders(SsaForm form) {
    this.form = form;
    function = form.function();
  }

  /** By header. Loops that a computed jump enters have none. */
  Map<BasicBlock, BasicBlock> make() {
    FlowGraph graph = form.graph();
    Map<BasicBlock, BasicBlock> preheaders = new LinkedHashMap<>();
    for (BasicBlock head : List.copyOf(graph.order())) {
      List<BasicBlock> before = graph.predecessors(head);
      List<BasicBlock> outside =
          before.stream().filter(block -> !graph.dominates(head, block)).toList();
      if (outside.isEmpty() || outside.size() == before.size()) {
        continue;
      }
      if (outside.size() == 1 && outside.getFirst().terminator() instanceof Terminator.Jump) {
        preheaders.put(head, outside.getFirst());
      } else if (outside.stream().noneMatch(Preheaders::isComputed)) {
        preheaders.put(head, insert(head, outside));
      }
    }
    form.refresh();
    return preheaders;
  }

  private static boolean isComputed(BasicBlock block) {
    return block.terminator() instanceof Terminator.JumpComputed;
  }

  private BasicBlock insert(BasicBlock head, List<BasicBlock> outside) {
    BasicBlock between = function.newBlock();
    between.end(new Terminator.Jump(head), head.endSpan());
    function.blocks().add(function.blocks().indexOf(head), between);
    for (BasicBlock block : outside) {
      block.end(
          Retargeting.of(block.terminator(), goal -> goal == head ? between : goal),
          block.endSpan());
    }
    for (Phi phi : head.phis()) {
      phi.values().put(between, entering(phi, outside, between));
    }
    return between;
  }

  /** The value on the ways in, which no longer lead to the phi itself. */
  private Operand entering(Phi phi, List<BasicBlock> outside, BasicBlock between) {
    if (outside.size() == 1) {
      return phi.values().remove(outside.getFirst());
    }
    Register to = function.newRegister(phi.to().kind());
    Map<BasicBlock, Operand> values = new LinkedHashMap<>();
    for (BasicBlock block : outside) {
      values.put(block, phi.values().remove(block));
    }
    between.phis().add(new Phi(to, values));
    return to;
  }
}
