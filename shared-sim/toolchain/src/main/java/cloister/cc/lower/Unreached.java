package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Successors;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes away the blocks that control never reaches. */
final class Unreached {
  private Unreached() {}

  static void remove(IrFunction function) {
    boolean[] reached = new boolean[function.blockCount()];
    Deque<BasicBlock> open = new ArrayDeque<>();
    reach(function.blocks().getFirst(), reached, open);
    for (BasicBlock block : function.blocks()) {
      if (block.symbol().isPresent()) {
        reach(block, reached, open);
      }
    }
    while (!open.isEmpty()) {
      for (BasicBlock next : Successors.of(open.pop().terminator())) {
        reach(next, reached, open);
      }
    }
    function.blocks().removeIf(block -> !reached[block.number()]);
  }

  private static void reach(BasicBlock block, boolean[] reached, Deque<BasicBlock> open) {
    if (!reached[block.number()]) {
      reached[block.number()] = true;
      open.push(block);
    }
  }
}
