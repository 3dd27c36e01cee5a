package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;
import java.util.List;

/**
 * A block that only asks what the block before has just found out is asked there: the answer is
 * often known (Mueller and Whalley, Avoiding Conditional Branches by Code Replication). For code
 * without phis.
 */
final class BranchDuplication {
  private static final int LONGEST = 3;

  private BranchDuplication() {}

  static void run(IrFunction function) {
    boolean any = false;
    for (BasicBlock block : function.blocks()) {
      if (block.terminator() instanceof Terminator.Jump(BasicBlock next)
          && next != block
          && !block.instructions().isEmpty()
          && next.terminator() instanceof Terminator.Branch branch
          && isQuestion(next)
          && isAnswer(block.instructions().getLast().operation(), next, branch)) {
        block.instructions().addAll(next.instructions());
        block.end(branch, next.endSpan());
        any = true;
      }
    }
    if (any) {
      ControlFlow.clean(function);
    }
  }

  private static boolean isQuestion(BasicBlock block) {
    List<Instruction> instructions = block.instructions();
    return instructions.size() <= LONGEST
        && instructions.stream().allMatch(one -> one.operation() instanceof Operation.Copy);
  }

  /** Whether the branch tests what the operation wrote, perhaps by way of copies. */
  private static boolean isAnswer(
      Operation operation, BasicBlock question, Terminator.Branch branch) {
    if (!(branch.left() instanceof Register) || !(branch.right() instanceof Literal)) {
      return false;
    }
    Operand tested = branch.left();
    for (Instruction one : question.instructions().reversed()) {
      Operation.Copy copy = (Operation.Copy) one.operation();
      tested = copy.to().equals(tested) ? copy.from() : tested;
    }
    return tested instanceof Register register
        && Mentions.writes(operation).contains(register)
        && (operation instanceof Operation.Copy || operation instanceof Operation.Compare);
  }
}
