package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Colours the graph with real registers: iterated register coalescing (L. George, A. Appel, TOPLAS
 * 18(3), 1996).
 */
final class Colouring {
  /** Where a node is in the course of the algorithm. */
  private enum State {
    REAL,
    SIMPLIFY,
    FREEZE,
    SPILL,
    STACKED,
    COALESCED,
    COLOURED,
    SPILLED
  }

  /** Where a copy is. */
  private enum CopyState {
    WAITING,
    ACTIVE,
    DONE
  }

  static final int NO_COLOUR = -1;
  private static final int[] ORDER = {
    Registers.EAX,
    Registers.ECX,
    Registers.EDX,
    Registers.ESI,
    Registers.EDI,
    Registers.EBX,
    Registers.EBP
  };

  private final InterferenceGraph graph;
  private final int allocatable;
  private final int colours;
  private final State[] states;
  private final CopyState[] copyStates;
  private final int[] alias;
  private final int[] colour;
  private final IntList simplify = new IntList();
  private final IntList freeze = new IntList();
  private final IntList stack = new IntList();
  private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
  private final SpillQueue spills;
  private final IntList spilled = new IntList();

  Colouring(InterferenceGraph graph, int allocatable) {
    this.graph = graph;
    this.allocatable = allocatable;
    colours = Integer.bitCount(allocatable);
    states = new State[graph.size];
    copyStates = new CopyState[graph.copies.size()];
    alias = new int[graph.size];
    colour = new int[graph.size];
    spills = new SpillQueue(graph);
  }

  /** The registers without a colour; each stands for those that were coalesced with it. */
  IntList run() {
    prepare();
    boolean more = true;
    while (more) {
      more = simplifyOne() || coalesceOne() || freezeOne() || giveUpOne();
    }
    assign();
    return spilled;
  }

  /** How many registers there are, the real ones among them. */
  int size() {
    return graph.size;
  }

  int colour(int register) {
    return colour[representative(register)];
  }

  /** The register that this one was coalesced with. */
  int representative(int register) {
    int node = register;
    while (states[node] == State.COALESCED) {
      node = alias[node];
    }
    return node;
  }

  private void prepare() {
    for (int i = 0; i < graph.size; i++) {
      colour[i] = i < Registers.FIRST_VIRTUAL ? i : NO_COLOUR;
      if (i < Registers.FIRST_VIRTUAL) {
        states[i] = State.REAL;
      } else if (graph.degree[i] >= colours) {
        states[i] = State.SPILL;
        spills.add(i);
      } else if (!graph.copiesOf[i].isEmpty()) {
        states[i] = State.FREEZE;
        freeze.add(i);
      } else {
        states[i] = State.SIMPLIFY;
        simplify.add(i);
      }
    }
    List<Integer> byWeight = new ArrayList<>();
    for (int i = 0; i < copyStates.length; i++) {
      copyStates[i] = CopyState.WAITING;
      byWeight.add(i);
    }
    byWeight.sort(Comparator.comparingInt(copy -> -graph.copyWeights.get(copy)));
    waiting.addAll(byWeight);
  }

  private boolean isGone(int node) {
    return states[node] == State.STACKED || states[node] == State.COALESCED;
  }

  private boolean simplifyOne() {
    while (!simplify.isEmpty()) {
      int node = simplify.removeLast();
      if (states[node] == State.SIMPLIFY) {
        states[node] = State.STACKED;
        stack.add(node);
        IntList around = graph.neighbours(node);
        for (int i = 0; i < around.size(); i++) {
          if (!isGone(around.get(i))) {
            decrement(around.get(i));
          }
        }
        return true;
      }
    }
    return false;
  }

  private void decrement(int node) {
    if (states[node] == State.REAL) {
      return;
    }
    int before = graph.degree[node]--;
    if (before != colours || states[node] != State.SPILL) {
      return;
    }
    enableCopies(node);
    IntList around = graph.neighbours(node);
    for (int i = 0; i < around.size(); i++) {
      if (!isGone(around.get(i))) {
        enableCopies(around.get(i));
      }
    }
    toLowDegree(node);
  }

  private void toLowDegree(int node) {
    if (hasCopies(node)) {
      states[node] = State.FREEZE;
      freeze.add(node);
    } else {
      states[node] = State.SIMPLIFY;
      simplify.add(node);
    }
  }

  private boolean hasCopies(int node) {
    IntList list = graph.copiesOf[node];
    for (int i = 0; i < list.size(); i++) {
      if (copyStates[list.get(i)] != CopyState.DONE) {
        return true;
      }
    }
    return false;
  }

  private void enableCopies(int node) {
    if (states[node] == State.REAL) {
      return;
    }
    IntList list = graph.copiesOf[node];
    for (int i = 0; i < list.size(); i++) {
      int copy = list.get(i);
      if (copyStates[copy] == CopyState.ACTIVE) {
        copyStates[copy] = CopyState.WAITING;
        waiting.add(copy);
      }
    }
  }

  private boolean coalesceOne() {
    if (waiting.isEmpty()) {
      return false;
    }
    int copy = waiting.poll();
    MachineInstruction instruction = graph.copies.get(copy);
    int x = representative(((Reg) instruction.operand(0)).number());
    int y = representative(((Reg) instruction.operand(1)).number());
    int kept = states[y] == State.REAL ? y : x;
    int other = kept == y ? x : y;
    if (kept == other) {
      copyStates[copy] = CopyState.DONE;
      release(kept);
    } else if (states[other] == State.REAL || graph.interfere(kept, other)) {
      copyStates[copy] = CopyState.DONE;
      release(kept);
      release(other);
    } else if (states[kept] == State.REAL ? fitsReal(kept, other) : fits(kept, other)) {
      copyStates[copy] = CopyState.DONE;
      combine(kept, other);
      release(kept);
    } else {
      copyStates[copy] = CopyState.ACTIVE;
    }
    return true;
  }

  /** A node without copies left is simplified when its degree is low. */
  private void release(int node) {
    if (states[node] == State.FREEZE && graph.degree[node] < colours && !hasCopies(node)) {
      states[node] = State.SIMPLIFY;
      simplify.add(node);
    }
  }

  /** George's test. */
  private boolean fitsReal(int real, int node) {
    IntList around = graph.neighbours(node);
    for (int i = 0; i < around.size(); i++) {
      int t = around.get(i);
      boolean harmless =
          isGone(t)
              || states[t] == State.REAL
              || graph.degree[t] < colours
              || graph.interfere(t, real);
      if (!harmless) {
        return false;
      }
    }
    return true;
  }

  /** Briggs' test. */
  private boolean fits(int a, int b) {
    int significant = 0;
    for (int side = 0; side < 2; side++) {
      IntList around = graph.neighbours(side == 0 ? a : b);
      for (int i = 0; i < around.size(); i++) {
        int t = around.get(i);
        boolean twice = side == 1 && graph.interfere(t, a);
        if (!isGone(t) && !twice && effectiveDegree(t, a, b) >= colours) {
          significant++;
        }
      }
    }
    return significant < colours;
  }

  /** A neighbour of both has one less afterwards. */
  private int effectiveDegree(int t, int a, int b) {
    boolean both = graph.interfere(t, a) && graph.interfere(t, b);
    return both ? graph.degree[t] - 1 : graph.degree[t];
  }

  private void combine(int kept, int other) {
    states[other] = State.COALESCED;
    alias[other] = kept;
    graph.cost[kept] += graph.cost[other];
    IntList copies = graph.copiesOf[other];
    for (int i = 0; i < copies.size(); i++) {
      graph.copiesOf[kept].add(copies.get(i));
    }
    enableCopies(other, kept);
    IntList around = graph.neighbours(other);
    for (int i = 0; i < around.size(); i++) {
      int t = around.get(i);
      if (!isGone(t)) {
        graph.connect(t, kept);
        decrement(t);
      }
    }
    if (states[kept] == State.FREEZE && graph.degree[kept] >= colours) {
      states[kept] = State.SPILL;
      spills.add(kept);
    }
  }

  private void enableCopies(int other, int kept) {
    IntList list = graph.copiesOf[other];
    for (int i = 0; i < list.size(); i++) {
      int copy = list.get(i);
      if (copyStates[copy] == CopyState.ACTIVE && states[kept] != State.REAL) {
        copyStates[copy] = CopyState.WAITING;
        waiting.add(copy);
      }
    }
  }

  private boolean freezeOne() {
    while (!freeze.isEmpty()) {
      int node = freeze.removeLast();
      if (states[node] == State.FREEZE) {
        states[node] = State.SIMPLIFY;
        simplify.add(node);
        freezeCopies(node);
        return true;
      }
    }
    return false;
  }

  private void freezeCopies(int node) {
    IntList list = graph.copiesOf[node];
    for (int i = 0; i < list.size(); i++) {
      int copy = list.get(i);
      if (copyStates[copy] != CopyState.DONE) {
        copyStates[copy] = CopyState.DONE;
        MachineInstruction instruction = graph.copies.get(copy);
        release(representative(((Reg) instruction.operand(0)).number()));
        release(representative(((Reg) instruction.operand(1)).number()));
      }
    }
  }

  private boolean giveUpOne() {
    while (!spills.isEmpty()) {
      int node = spills.removeCheapest();
      if (states[node] == State.SPILL) {
        states[node] = State.SIMPLIFY;
        simplify.add(node);
        freezeCopies(node);
        return true;
      }
    }
    return false;
  }

  private void assign() {
    while (!stack.isEmpty()) {
      int node = stack.removeLast();
      int free = allocatable;
      IntList around = graph.neighbours(node);
      for (int i = 0; i < around.size(); i++) {
        int other = representative(around.get(i));
        if (states[other] == State.REAL || states[other] == State.COLOURED) {
          free &= ~(1 << colour[other]);
        }
      }
      if (free == 0) {
        states[node] = State.SPILLED;
        spilled.add(node);
      } else {
        states[node] = State.COLOURED;
        colour[node] = choose(node, free);
      }
    }
  }

  /** The register of a copy's other side if it is free: the copy goes away. */
  private int choose(int node, int free) {
    IntList list = graph.copiesOf[node];
    for (int i = 0; i < list.size(); i++) {
      MachineInstruction instruction = graph.copies.get(list.get(i));
      for (int side = 0; side < 2; side++) {
        int other = representative(((Reg) instruction.operand(side)).number());
        boolean known = states[other] == State.REAL || states[other] == State.COLOURED;
        if (other != node && known && (free >> colour[other] & 1) != 0) {
          return colour[other];
        }
      }
    }
    for (int register : ORDER) {
      if ((free >> register & 1) != 0) {
        return register;
      }
    }
    throw new IllegalStateException("no register in " + free);
  }
}
