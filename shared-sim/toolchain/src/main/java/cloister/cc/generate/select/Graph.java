package cloister.cc.generate.select;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Terminator;
import java.util.ArrayList;
import java.util.List;

/** The blocks that control can reach, in the function's order, and what is live at their ends. */
final class Graph {
  private final List<BasicBlock> blocks = new ArrayList<>();
  private final int words;
  private final long[][] in;
  private final long[][] out;
  private final long[][] written;

  Graph(IrFunction function) {
    int count = 0;
    for (BasicBlock block : function.blocks()) {
      count = Math.max(count, block.number() + 1);
    }
    words = function.registerCount() + 63 >> 6;
    in = new long[count][];
    out = new long[count][];
    written = new long[count][];
    boolean[] reached = reach(function, count);
    for (BasicBlock block : function.blocks()) {
      if (reached[block.number()]) {
        blocks.add(block);
        summarize(block);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = blocks.size() - 1; i >= 0; i--) {
        changed |= update(blocks.get(i));
      }
    }
  }

  List<BasicBlock> blocks() {
    return blocks;
  }

  boolean liveOut(BasicBlock block, int register) {
    return (out[block.number()][register >> 6] >> register & 1) != 0;
  }

  static List<BasicBlock> successors(Terminator terminator) {
    List<BasicBlock> successors = new ArrayList<>();
    switch (terminator) {
      case Terminator.Jump t -> successors.add(t.to());
      case Terminator.Branch t -> successors.addAll(List.of(t.then(), t.otherwise()));
      case Terminator.WideBranch t -> successors.addAll(List.of(t.then(), t.otherwise()));
      case Terminator.RealBranch t -> successors.addAll(List.of(t.then(), t.otherwise()));
      case Terminator.Switch t -> {
        t.cases().forEach(c -> successors.add(c.to()));
        successors.add(t.otherwise());
      }
      case Terminator.JumpComputed t -> successors.addAll(t.targets());
      case Terminator.AssemblyGoto t -> {
        successors.addAll(t.labels());
        successors.add(t.next());
      }
      case Terminator.Return t -> {}
      case Terminator.Unreachable t -> {}
    }
    return successors;
  }

  /** From the entry, and from what data name. */
  private static boolean[] reach(IrFunction function, int count) {
    boolean[] reached = new boolean[count];
    List<BasicBlock> work = new ArrayList<>();
    for (BasicBlock block : function.blocks()) {
      if (work.isEmpty() || block.symbol().isPresent()) {
        work.add(block);
        reached[block.number()] = true;
      }
    }
    while (!work.isEmpty()) {
      for (BasicBlock successor : successors(work.removeLast().terminator())) {
        if (!reached[successor.number()]) {
          reached[successor.number()] = true;
          work.add(successor);
        }
      }
    }
    return reached;
  }

  private void summarize(BasicBlock block) {
    long[] used = new long[words];
    long[] killed = new long[words];
    Operands summary =
        new Operands() {
          @Override
          void read(Register register, Use use) {
            int number = register.number();
            if ((killed[number >> 6] >> number & 1) == 0) {
              used[number >> 6] |= 1L << number;
            }
          }

          @Override
          void write(Register register) {
            killed[register.number() >> 6] |= 1L << register.number();
          }
        };
    for (BasicBlock.Instruction instruction : block.instructions()) {
      summary.visit(instruction.operation());
    }
    summary.visit(block.terminator());
    in[block.number()] = used;
    out[block.number()] = new long[words];
    written[block.number()] = killed;
  }

  private boolean update(BasicBlock block) {
    long[] mine = out[block.number()];
    boolean changed = false;
    for (BasicBlock successor : successors(block.terminator())) {
      long[] live = in[successor.number()];
      for (int word = 0; word < words; word++) {
        long more = live[word] & ~mine[word];
        if (more != 0) {
          mine[word] |= more;
          in[block.number()][word] |= more & ~written[block.number()][word];
          changed = true;
        }
      }
    }
    return changed;
  }
}
