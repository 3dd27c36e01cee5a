package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same terminator with other goals. */
final class Retargeting {
  private Retargeting() {}

  static Terminator of(Terminator terminator, UnaryOperator<BasicBlock> goal) {
    return switch (terminator) {
      case Terminator.Jump jump -> new Terminator.Jump(goal.apply(jump.to()));
      case Terminator.Branch branch ->
          new Terminator.Branch(
              branch.condition(),
              branch.left(),
              branch.right(),
              goal.apply(branch.then()),
              goal.apply(branch.otherwise()));
      case Terminator.WideBranch branch ->
          new Terminator.WideBranch(
              branch.condition(),
              branch.leftLow(),
              branch.leftHigh(),
              branch.rightLow(),
              branch.rightHigh(),
              goal.apply(branch.then()),
              goal.apply(branch.otherwise()));
      case Terminator.RealBranch branch ->
          new Terminator.RealBranch(
              branch.condition(),
              branch.left(),
              branch.right(),
              goal.apply(branch.then()),
              goal.apply(branch.otherwise()));
      case Terminator.Switch choice -> {
        List<Terminator.Case> cases = new ArrayList<>();
        for (Terminator.Case one : choice.cases()) {
          cases.add(new Terminator.Case(one.first(), one.last(), goal.apply(one.to())));
        }
        yield new Terminator.Switch(
            choice.value(), choice.signed(), cases, goal.apply(choice.otherwise()));
      }
      case Terminator.AssemblyGoto jump ->
          new Terminator.AssemblyGoto(
              jump.assembly(), goals(jump.labels(), goal), goal.apply(jump.next()));
      // The addresses that the program has made are those of these blocks.
      case Terminator.JumpComputed _, Terminator.Return _, Terminator.Unreachable _ -> terminator;
    };
  }

  private static List<BasicBlock> goals(List<BasicBlock> blocks, UnaryOperator<BasicBlock> goal) {
    List<BasicBlock> others = new ArrayList<>();
    blocks.forEach(block -> others.add(goal.apply(block)));
    return others;
  }
}
