package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import java.util.BitSet;
import java.util.List;

/** Notes at every instruction which registers of variables are live behind it, for debuggers. */
final class LiveVariables {
  private final MachineFunction function;
  private final BitSet variables;
  private final Effects effects;
  private final Liveness liveness;
  private int[] last = {};

  LiveVariables(MachineFunction function, int allocatable) {
    this.function = function;
    variables = function.variables();
    effects = new Effects(allocatable);
    liveness = new Liveness(function, allocatable);
  }

  void note() {
    for (MachineBlock block : function.blocks()) {
      BitSet live = BitSet.valueOf(liveness.liveOut(block));
      live.and(variables);
      List<MachineInstruction> instructions = block.instructions();
      last = toArray(live);
      for (int i = instructions.size() - 1; i >= 0; i--) {
        instructions.get(i).live(last);
        if (step(instructions.get(i), live)) {
          last = toArray(live);
        }
      }
      block.live(last);
    }
  }

  private boolean step(MachineInstruction instruction, BitSet live) {
    boolean changed = false;
    effects.of(instruction);
    for (int d = 0; d < effects.definitions.size(); d++) {
      int register = effects.definitions.get(d);
      changed |= live.get(register);
      live.clear(register);
    }
    for (int u = 0; u < effects.uses.size(); u++) {
      int register = effects.uses.get(u);
      if (variables.get(register) && !live.get(register)) {
        live.set(register);
        changed = true;
      }
    }
    return changed;
  }

  private static int[] toArray(BitSet set) {
    int[] members = new int[set.cardinality()];
    int member = -1;
    for (int i = 0; i < members.length; i++) {
      member = set.nextSetBit(member + 1);
      members[i] = member;
    }
    return members;
  }
}
