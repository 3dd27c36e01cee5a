package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineOperand.Goal;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Terminator;
import java.util.List;

/** The ends of blocks. Nothing is written behind the first conditional jump. */
final class Branches {
  private final Selection selection;
  private final Comparisons comparisons;
  private final Reals reals;
  private final Calls calls;
  private final InlineAssembly assembly;
  private final int popped;

  /**
   * @param popped bytes that a return takes from the stack
   */
  Branches(
      Selection selection,
      Comparisons comparisons,
      Reals reals,
      Calls calls,
      InlineAssembly assembly,
      int popped) {
    this.selection = selection;
    this.comparisons = comparisons;
    this.reals = reals;
    this.calls = calls;
    this.assembly = assembly;
    this.popped = popped;
  }

  void end(Terminator terminator) {
    switch (terminator) {
      case Terminator.Jump t -> {
        reals.flush();
        jump("jmp", t.to());
      }
      case Terminator.Branch t -> {
        reals.flush();
        String suffix = comparisons.compare(t.condition(), t.left(), t.right());
        fork(suffix, t.then(), t.otherwise());
      }
      case Terminator.WideBranch t -> {
        reals.flush();
        List<Operand> left = List.of(t.leftLow(), t.leftHigh());
        List<Operand> right = List.of(t.rightLow(), t.rightHigh());
        fork(comparisons.compareWide(t.condition(), left, right), t.then(), t.otherwise());
      }
      case Terminator.RealBranch t -> {
        RealCondition condition = reals.compare(t.condition(), t.left(), t.right());
        reals.flush();
        fork(condition, t.then(), t.otherwise());
      }
      case Terminator.Switch t -> {
        reals.flush();
        new Switches(selection, t).select();
      }
      case Terminator.JumpComputed t -> {
        reals.flush();
        selection.emit("jmp", selection.register(t.address()));
        t.targets().forEach(target -> selection.block().goesTo(selection.blockOf(target)));
      }
      case Terminator.AssemblyGoto t -> {
        assembly.select(t.assembly(), t.labels());
        reals.flush();
        jump("jmp", t.next());
      }
      case Terminator.Return t -> calls.ret(t.values(), popped);
      case Terminator.Unreachable t -> reals.stack().abandon();
    }
  }

  private void jump(String mnemonic, BasicBlock to) {
    MachineBlock goal = selection.blockOf(to);
    selection.emit(mnemonic, new Goal(goal.label()));
    selection.block().goesTo(goal);
  }

  private void fork(String suffix, BasicBlock then, BasicBlock otherwise) {
    jump("j" + suffix, then);
    jump("jmp", otherwise);
  }

  private void fork(RealCondition condition, BasicBlock then, BasicBlock otherwise) {
    switch (condition) {
      case EQUAL -> {
        jump("jp", otherwise);
        fork("e", then, otherwise);
      }
      case NOT_EQUAL -> {
        jump("jp", then);
        fork("ne", then, otherwise);
      }
      case GREATER -> fork("a", then, otherwise);
      case GREATER_EQUAL -> fork("ae", then, otherwise);
      case UNORDERED -> fork("p", then, otherwise);
      case ORDERED -> fork("np", then, otherwise);
      case LESS, LESS_EQUAL -> throw new IllegalStateException("not mirrored");
    }
  }
}
