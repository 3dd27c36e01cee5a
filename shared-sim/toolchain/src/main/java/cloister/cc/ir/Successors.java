package cloister.cc.ir;

import java.util.ArrayList;
import java.util.List;

/** Where control goes from a block. */
public final class Successors {
  private Successors() {}

  /** Each way once for each time that it is named. */
  public static List<BasicBlock> of(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump jump -> List.of(jump.to());
      case Terminator.Branch branch -> List.of(branch.then(), branch.otherwise());
      case Terminator.WideBranch branch -> List.of(branch.then(), branch.otherwise());
      case Terminator.RealBranch branch -> List.of(branch.then(), branch.otherwise());
      case Terminator.Switch choice -> {
        List<BasicBlock> ways = new ArrayList<>();
        choice.cases().forEach(one -> ways.add(one.to()));
        ways.add(choice.otherwise());
        yield ways;
      }
      case Terminator.JumpComputed jump -> jump.targets();
      case Terminator.AssemblyGoto jump -> {
        List<BasicBlock> ways = new ArrayList<>(jump.labels());
        ways.add(jump.next());
        yield ways;
      }
      case Terminator.Return _, Terminator.Unreachable _ -> List.of();
    };
  }
}
