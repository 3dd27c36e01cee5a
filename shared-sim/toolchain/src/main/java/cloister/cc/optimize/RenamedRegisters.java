package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand.Register;
import java.util.List;

/** Finds the registers that do not have the single assignment form's property yet. */
final class RenamedRegisters {
  private final FlowGraph graph;
  private final boolean[] renamed;
  private final boolean[] undefined;
  private final BasicBlock[] block;
  private final int[] place;

  /**
   * @param renamed set for those that are written at several places or read where the writing may
   *     not have happened
   * @param undefined set for those that are read and never written
   */
  RenamedRegisters(FlowGraph graph, boolean[] renamed, boolean[] undefined) {
    this.graph = graph;
    this.renamed = renamed;
    this.undefined = undefined;
    block = new BasicBlock[renamed.length];
    place = new int[renamed.length];
  }

  void find() {
    for (BasicBlock one : graph.order()) {
      List<BasicBlock.Instruction> instructions = one.instructions();
      for (int i = 0; i < instructions.size(); i++) {
        int at = i;
        Mentions.writes(instructions.get(i).operation(), to -> write(to, one, at));
      }
      Mentions.writes(one.terminator(), to -> write(to, one, instructions.size()));
    }
    for (BasicBlock one : graph.order()) {
      List<BasicBlock.Instruction> instructions = one.instructions();
      for (int i = 0; i < instructions.size(); i++) {
        int at = i;
        Mentions.reads(instructions.get(i).operation(), from -> read(from, one, at));
      }
      Mentions.reads(one.terminator(), from -> read(from, one, instructions.size()));
    }
  }

  private void write(Register to, BasicBlock where, int at) {
    int number = to.number();
    renamed[number] |= block[number] != null;
    block[number] = where;
    place[number] = at;
  }

  private void read(Register from, BasicBlock where, int at) {
    int number = from.number();
    if (block[number] == null) {
      undefined[number] = true;
    } else if (block[number] == where) {
      renamed[number] |= place[number] >= at;
    } else {
      renamed[number] |= !graph.dominates(block[number], where);
    }
  }
}
