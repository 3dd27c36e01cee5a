package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps phis and control flow together. */
final class PhiEdges {
  private PhiEdges() {}

  /** After branches became jumps: takes away the blocks and the phis' values without a way. */
  static void prune(SsaForm form) {
    form.refresh();
    FlowGraph graph = form.graph();
    for (BasicBlock block : graph.order()) {
      if (!block.phis().isEmpty()) {
        Set<BasicBlock> before = new LinkedHashSet<>(graph.predecessors(block));
        block.phis().forEach(phi -> phi.values().keySet().retainAll(before));
      }
    }
    form.function().blocks().removeIf(b -> !graph.isReached(b) && b.symbol().isEmpty());
  }
}
