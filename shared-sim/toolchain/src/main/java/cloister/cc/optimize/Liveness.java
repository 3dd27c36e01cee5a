package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Successors;
import java.util.function.Consumer;

/**
 * Which registers are needed at the ends of blocks (Appel, Modern Compiler Implementation, 10.1).
 * Only registers that cross blocks take part, so that the sets stay small. For code without phis.
 */
final class Liveness {
  private final FlowGraph graph;
  private final int[] slot;
  private final Register[] crossing;
  private final long[][] in;
  private final long[][] out;

  Liveness(FlowGraph graph, int registers) {
    this.graph = graph;
    slot = new int[registers];
    crossing = new Register[crossing(registers)];
    int words = crossing.length + 63 >> 6;
    in = new long[graph.order().size()][words];
    out = new long[graph.order().size()][words];
    solve(words);
  }

  /** Numbers the registers that are read in a block before they are written there. */
  private int crossing(int registers) {
    int[] writtenIn = new int[registers];
    int[] count = {0};
    for (BasicBlock block : graph.order()) {
      int mark = graph.index(block) + 1;
      for (Instruction one : block.instructions()) {
        Mentions.reads(one.operation(), from -> cross(from, writtenIn, mark, count));
        Mentions.writes(one.operation(), to -> writtenIn[to.number()] = mark);
      }
      Mentions.reads(block.terminator(), from -> cross(from, writtenIn, mark, count));
    }
    return count[0];
  }

  private void cross(Register register, int[] writtenIn, int mark, int[] count) {
    if (writtenIn[register.number()] != mark && slot[register.number()] == 0) {
      slot[register.number()] = ++count[0];
    }
  }

  private void set(long[] bits, Register register) {
    int at = slot[register.number()] - 1;
    if (at >= 0) {
      crossing[at] = register;
      bits[at >> 6] |= 1L << at;
    }
  }

  private boolean has(long[] bits, Register register) {
    int at = slot[register.number()] - 1;
    return at >= 0 && (bits[at >> 6] & 1L << at) != 0;
  }

  private void solve(int words) {
    long[][] writes = new long[graph.order().size()][words];
    for (BasicBlock block : graph.order()) {
      int at = graph.index(block);
      for (Instruction one : block.instructions()) {
        Mentions.reads(one.operation(), from -> exposed(at, writes, from));
        Mentions.writes(one.operation(), to -> set(writes[at], to));
      }
      Mentions.reads(block.terminator(), from -> exposed(at, writes, from));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (BasicBlock block : graph.order().reversed()) {
        changed |= flow(block, writes[graph.index(block)]);
      }
    }
  }

  private void exposed(int at, long[][] writes, Register from) {
    if (!has(writes[at], from)) {
      set(in[at], from);
    }
  }

  private boolean flow(BasicBlock block, long[] writes) {
    int at = graph.index(block);
    for (BasicBlock next : Successors.of(block.terminator())) {
      long[] needed = in[graph.index(next)];
      for (int i = 0; i < needed.length; i++) {
        out[at][i] |= needed[i];
      }
    }
    boolean changed = false;
    for (int i = 0; i < out[at].length; i++) {
      long before = in[at][i];
      in[at][i] |= out[at][i] & ~writes[i];
      changed |= in[at][i] != before;
    }
    return changed;
  }

  /** Calls for every register that is needed behind the block. */
  void out(BasicBlock block, Consumer<Register> consumer) {
    long[] bits = out[graph.index(block)];
    for (int i = 0; i < bits.length; i++) {
      for (long rest = bits[i]; rest != 0; rest &= rest - 1) {
        consumer.accept(crossing[(i << 6) + Long.numberOfTrailingZeros(rest)]);
      }
    }
  }
}
