package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in how many loops each block is: a loop is what leads back to a block that dominates the
 * jump back, or that depth-first search was still in.
 */
final class LoopDepths {
  /** So that the work on large functions stays in proportion. */
  private static final int STEPS = 1_000_000;

  private final MachineFunction function;
  private final List<List<MachineBlock>> predecessors = new ArrayList<>();
  private final byte[] visited;
  private int steps;

  LoopDepths(MachineFunction function) {
    this.function = function;
    visited = new byte[function.blockCount()];
    for (int i = 0; i < function.blockCount(); i++) {
      predecessors.add(new ArrayList<>());
    }
  }

  void find() {
    for (MachineBlock block : function.blocks()) {
      for (MachineBlock successor : block.successors()) {
        predecessors.get(successor.number()).add(block);
      }
    }
    List<List<MachineBlock>> backTo = new ArrayList<>();
    for (int i = 0; i < function.blockCount(); i++) {
      backTo.add(new ArrayList<>());
    }
    search(function.blocks().getFirst(), backTo);
    for (MachineBlock header : function.blocks()) {
      if (!backTo.get(header.number()).isEmpty() && steps < STEPS) {
        deepen(header, backTo.get(header.number()));
      }
    }
  }

  /** Depth-first, without recursion: functions may have many blocks. */
  private void search(MachineBlock entry, List<List<MachineBlock>> backTo) {
    List<MachineBlock> path = new ArrayList<>();
    int[] next = new int[function.blockCount()];
    path.add(entry);
    visited[entry.number()] = 1;
    while (!path.isEmpty()) {
      MachineBlock block = path.getLast();
      if (next[block.number()] == block.successors().size()) {
        visited[block.number()] = 2;
        path.removeLast();
        continue;
      }
      MachineBlock successor = block.successors().get(next[block.number()]++);
      if (visited[successor.number()] == 1) {
        backTo.get(successor.number()).add(block);
      } else if (visited[successor.number()] == 0) {
        visited[successor.number()] = 1;
        path.add(successor);
      }
    }
  }

  private void deepen(MachineBlock header, List<MachineBlock> sources) {
    boolean[] inside = new boolean[function.blockCount()];
    List<MachineBlock> work = new ArrayList<>();
    enter(header, inside, null);
    for (MachineBlock source : sources) {
      enter(source, inside, work);
    }
    while (!work.isEmpty() && steps < STEPS) {
      MachineBlock block = work.removeLast();
      for (MachineBlock predecessor : predecessors.get(block.number())) {
        steps++;
        if (visited[predecessor.number()] != 0) {
          enter(predecessor, inside, work);
        }
      }
    }
  }

  private static void enter(MachineBlock block, boolean[] inside, List<MachineBlock> work) {
    if (!inside[block.number()]) {
      inside[block.number()] = true;
      block.loopDepth(block.loopDepth() + 1);
      if (work != null) {
        work.add(block);
      }
    }
  }
}
