package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import java.util.List;

/** Which registers are live at the ends of blocks, by iteration to the least fixed point. */
final class Liveness {
  private final MachineFunction function;
  private final Effects effects;
  private final int words;
  private final long[][] in;
  private final long[][] out;
  private final long[][] defined;

  Liveness(MachineFunction function, int allocatable) {
    this.function = function;
    effects = new Effects(allocatable);
    words = function.registerCount() + 63 >> 6;
    in = new long[function.blockCount()][];
    out = new long[function.blockCount()][];
    defined = new long[function.blockCount()][];
    for (MachineBlock block : function.blocks()) {
      summarize(block);
    }
    iterate();
  }

  /** A set of bits by register, which the caller may change. */
  long[] liveOut(MachineBlock block) {
    return out[block.number()].clone();
  }

  private void summarize(MachineBlock block) {
    long[] used = new long[words];
    long[] killed = new long[words];
    List<MachineInstruction> instructions = block.instructions();
    for (int i = instructions.size() - 1; i >= 0; i--) {
      effects.of(instructions.get(i));
      for (int d = 0; d < effects.definitions.size(); d++) {
        int register = effects.definitions.get(d);
        killed[register >> 6] |= 1L << register;
        used[register >> 6] &= ~(1L << register);
      }
      for (int u = 0; u < effects.uses.size(); u++) {
        int register = effects.uses.get(u);
        used[register >> 6] |= 1L << register;
      }
    }
    in[block.number()] = used;
    out[block.number()] = new long[words];
    defined[block.number()] = killed;
  }

  private void iterate() {
    List<MachineBlock> blocks = function.blocks();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = blocks.size() - 1; i >= 0; i--) {
        changed |= update(blocks.get(i));
      }
    }
  }

  private boolean update(MachineBlock block) {
    long[] mine = out[block.number()];
    long[] killed = defined[block.number()];
    long[] begin = in[block.number()];
    boolean changed = false;
    for (MachineBlock successor : block.successors()) {
      long[] live = in[successor.number()];
      for (int word = 0; word < words; word++) {
        long more = live[word] & ~mine[word];
        if (more != 0) {
          mine[word] |= more;
          begin[word] |= more & ~killed[word];
          changed = true;
        }
      }
    }
    return changed;
  }
}
