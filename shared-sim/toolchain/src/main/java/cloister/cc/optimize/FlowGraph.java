package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Successors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The reachable blocks in reverse postorder with their predecessors, dominators (Cooper, Harvey and
 * Kennedy, A Simple, Fast Dominance Algorithm) and loop depths; a picture of one moment.
 */
final class FlowGraph {
  private static final int UNREACHED = -1;

  private final List<BasicBlock> order = new ArrayList<>();
  private final int[] index;
  private final List<List<BasicBlock>> predecessors = new ArrayList<>();
  private final int[] dominator;
  private final int[] enter;
  private final int[] leave;
  private final int[] depth;

  FlowGraph(IrFunction function) {
    index = new int[function.blockCount()];
    Arrays.fill(index, UNREACHED);
    sort(function.blocks().getFirst());
    for (BasicBlock block : order) {
      predecessors.add(new ArrayList<>());
    }
    for (BasicBlock block : order) {
      for (BasicBlock next : Successors.of(block.terminator())) {
        List<BasicBlock> before = predecessors.get(index[next.number()]);
        if (before.isEmpty() || before.getLast() != block) {
          before.add(block);
        }
      }
    }
    dominator = new int[order.size()];
    enter = new int[order.size()];
    leave = new int[order.size()];
    depth = new int[order.size()];
    dominators();
    numberTree();
    loops();
  }

  private record Visit(BasicBlock block, Iterator<BasicBlock> ways) {}

  private void sort(BasicBlock entry) {
    Deque<Visit> path = new ArrayDeque<>();
    index[entry.number()] = 0;
    path.push(new Visit(entry, Successors.of(entry.terminator()).reversed().iterator()));
    while (!path.isEmpty()) {
      Visit top = path.peek();
      if (!top.ways().hasNext()) {
        order.add(path.pop().block());
        continue;
      }
      BasicBlock next = top.ways().next();
      if (index[next.number()] == UNREACHED) {
        index[next.number()] = 0;
        path.push(new Visit(next, Successors.of(next.terminator()).reversed().iterator()));
      }
    }
    Collections.reverse(order);
    for (int i = 0; i < order.size(); i++) {
      index[order.get(i).number()] = i;
    }
  }

  private void dominators() {
    Arrays.fill(dominator, UNREACHED);
    dominator[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < order.size(); i++) {
        int best = UNREACHED;
        for (BasicBlock before : predecessors.get(i)) {
          int from = index[before.number()];
          if (dominator[from] != UNREACHED) {
            best = best == UNREACHED ? from : common(from, best);
          }
        }
        changed |= dominator[i] != best;
        dominator[i] = best;
      }
    }
  }

  private int common(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      while (a > b) {
        a = dominator[a];
      }
      while (b > a) {
        b = dominator[b];
      }
    }
    return a;
  }

  /** Numbers the tree so that dominance is an interval test; sizes first, from the leaves. */
  private void numberTree() {
    int[] size = new int[order.size()];
    for (int i = order.size() - 1; i > 0; i--) {
      size[dominator[i]] += ++size[i];
    }
    size[0]++;
    int[] free = new int[order.size()];
    leave[0] = size[0];
    free[0] = 1;
    for (int i = 1; i < order.size(); i++) {
      int parent = dominator[i];
      enter[i] = free[parent];
      leave[i] = enter[i] + size[i];
      free[parent] += size[i];
      free[i] = enter[i] + 1;
    }
  }

  private void loops() {
    for (int head = 0; head < order.size(); head++) {
      for (BasicBlock inside : loop(order.get(head))) {
        depth[index[inside.number()]]++;
      }
    }
  }

  /** The natural loop whose header this is; empty without a way back to it. */
  List<BasicBlock> loop(BasicBlock head) {
    List<BasicBlock> body = new ArrayList<>();
    boolean[] inside = new boolean[0];
    for (BasicBlock before : predecessors(head)) {
      if (dominates(head, before)) {
        if (body.isEmpty()) {
          inside = new boolean[order.size()];
          inside[index[head.number()]] = true;
          body.add(head);
        }
        collect(before, inside, body);
      }
    }
    return body;
  }

  private void collect(BasicBlock from, boolean[] inside, List<BasicBlock> body) {
    Deque<BasicBlock> open = new ArrayDeque<>();
    open.push(from);
    while (!open.isEmpty()) {
      BasicBlock block = open.pop();
      int at = index[block.number()];
      if (!inside[at]) {
        inside[at] = true;
        body.add(block);
        predecessors.get(at).forEach(open::push);
      }
    }
  }

  /** In reverse postorder: a block's dominators stand before it. */
  List<BasicBlock> order() {
    return order;
  }

  boolean isReached(BasicBlock block) {
    return block.number() < index.length && index[block.number()] != UNREACHED;
  }

  int index(BasicBlock block) {
    return index[block.number()];
  }

  /** Each once. */
  List<BasicBlock> predecessors(BasicBlock block) {
    return predecessors.get(index[block.number()]);
  }

  boolean dominates(BasicBlock above, BasicBlock below) {
    int a = index[above.number()];
    int b = index[below.number()];
    return enter[a] <= enter[b] && enter[b] < leave[a];
  }

  /** The nearest block through which control goes to either. */
  BasicBlock commonDominator(BasicBlock one, BasicBlock other) {
    return order.get(common(index[one.number()], index[other.number()]));
  }

  int loopDepth(BasicBlock block) {
    return depth[index[block.number()]];
  }
}
