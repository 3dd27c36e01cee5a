package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import java.util.ArrayList;
import java.util.List;

/** Registers that are live at the same time, and the copies between registers. */
final class InterferenceGraph {
  /** More than any node can have: real registers are never simplified. */
  static final int INFINITE = 1 << 28;

  final int size;
  final int[] degree;
  final long[] cost;
  final IntList[] copiesOf;
  final List<MachineInstruction> copies = new ArrayList<>();
  final IntList copyWeights = new IntList();
  private final PairSet pairs = new PairSet();
  private final IntList[] neighbours;
  private final int allocatable;

  InterferenceGraph(MachineFunction function, int allocatable) {
    this.allocatable = allocatable;
    size = function.registerCount();
    degree = new int[size];
    cost = new long[size];
    neighbours = new IntList[size];
    copiesOf = new IntList[size];
    for (int i = 0; i < size; i++) {
      neighbours[i] = new IntList();
      copiesOf[i] = new IntList();
      degree[i] = i < Registers.FIRST_VIRTUAL ? INFINITE : 0;
    }
    Liveness liveness = new Liveness(function, allocatable);
    for (MachineBlock block : function.blocks()) {
      scan(block, liveness.liveOut(block));
    }
    restrictBytes(function);
  }

  IntList neighbours(int register) {
    return neighbours[register];
  }

  boolean interfere(int a, int b) {
    return pairs.contains(a, b);
  }

  void connect(int a, int b) {
    if (a == b || !pairs.add(a, b)) {
      return;
    }
    if (a >= Registers.FIRST_VIRTUAL) {
      neighbours[a].add(b);
      degree[a]++;
    }
    if (b >= Registers.FIRST_VIRTUAL) {
      neighbours[b].add(a);
      degree[b]++;
    }
  }

  /** A register that needs its lowest byte cannot be one without a name for it. */
  private void restrictBytes(MachineFunction function) {
    int without = allocatable & ~Registers.WITH_BYTE;
    for (int v = function.byteOnly().nextSetBit(0); v >= 0; ) {
      for (int rest = without; rest != 0; rest &= rest - 1) {
        connect(v, Integer.numberOfTrailingZeros(rest));
      }
      v = function.byteOnly().nextSetBit(v + 1);
    }
  }

  private void scan(MachineBlock block, long[] live) {
    Effects effects = new Effects(allocatable);
    int weight = weight(block.loopDepth());
    List<MachineInstruction> instructions = block.instructions();
    for (int i = instructions.size() - 1; i >= 0; i--) {
      MachineInstruction instruction = instructions.get(i);
      effects.of(instruction);
      if (instruction.isCopy()) {
        copy(instruction, live, weight);
      }
      for (int d = 0; d < effects.definitions.size(); d++) {
        connectWithLive(effects.definitions.get(d), live, effects.definitions);
        cost[effects.definitions.get(d)] += weight;
      }
      for (int e = 0; e < effects.early.size(); e++) {
        for (int u = 0; u < effects.uses.size(); u++) {
          connect(effects.early.get(e), effects.uses.get(u));
        }
      }
      for (int d = 0; d < effects.definitions.size(); d++) {
        int register = effects.definitions.get(d);
        live[register >> 6] &= ~(1L << register);
      }
      for (int u = 0; u < effects.uses.size(); u++) {
        int register = effects.uses.get(u);
        live[register >> 6] |= 1L << register;
        cost[register] += weight;
      }
    }
  }

  /** Source and destination of a copy may share a register although both are live. */
  private void copy(MachineInstruction instruction, long[] live, int weight) {
    int to = ((Reg) instruction.operand(0)).number();
    int from = ((Reg) instruction.operand(1)).number();
    if (isAllocated(to) && isAllocated(from) && to != from) {
      live[from >> 6] &= ~(1L << from);
      copiesOf[to].add(copies.size());
      copiesOf[from].add(copies.size());
      copies.add(instruction);
      boolean real = Math.min(to, from) < Registers.FIRST_VIRTUAL;
      copyWeights.add(2 * weight + (real ? 1 : 0));
    }
  }

  private boolean isAllocated(int register) {
    return register >= Registers.FIRST_VIRTUAL || (allocatable >> register & 1) != 0;
  }

  private void connectWithLive(int defined, long[] live, IntList together) {
    for (int word = 0; word < live.length; word++) {
      for (long rest = live[word]; rest != 0; rest &= rest - 1) {
        connect(defined, (word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
    for (int i = 0; i < together.size(); i++) {
      connect(defined, together.get(i));
    }
  }

  private static int weight(int loopDepth) {
    int weight = 1;
    for (int i = 0; i < Math.min(loopDepth, 6); i++) {
      weight *= 8;
    }
    return weight;
  }
}
