package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Evaluation;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Successors;
import cloister.cc.ir.Terminator;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cleans the control-flow graph: decided branches become jumps, jumps to jumps go to their end,
 * blocks with one way in join the one before, and what is not reached goes (Muchnick, Advanced
 * Compiler Design and Implementation, 18.1 to 18.4). For code without phis.
 */
final class ControlFlow {
  private static final int LONGEST_CHAIN = 50;

  private final IrFunction function;

  private ControlFlow(IrFunction function) {
    this.function = function;
  }

  static void clean(IrFunction function) {
    ControlFlow flow = new ControlFlow(function);
    flow.shorten();
    flow.removeUnreached();
    flow.merge();
    flow.shorten();
    flow.removeUnreached();
  }

  private void shorten() {
    for (BasicBlock block : function.blocks()) {
      Terminator threaded = Retargeting.of(block.terminator(), ControlFlow::end);
      block.end(decided(threaded), block.endSpan());
    }
  }

  private static BasicBlock end(BasicBlock block) {
    BasicBlock at = block;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      if (!at.instructions().isEmpty() || !(at.terminator() instanceof Terminator.Jump jump)) {
        return at;
      }
      at = jump.to();
    }
    return block;
  }

  /** A branch whose way is known is a jump. */
  static Terminator decided(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Branch branch -> {
        if (branch.then() == branch.otherwise()) {
          yield new Terminator.Jump(branch.then());
        }
        yield branch.left() instanceof Literal(int left)
                && branch.right() instanceof Literal(int right)
            ? new Terminator.Jump(
                Evaluation.holds(branch.condition(), left, right)
                    ? branch.then()
                    : branch.otherwise())
            : branch;
      }
      case Terminator.WideBranch branch when branch.then() == branch.otherwise() ->
          new Terminator.Jump(branch.then());
      case Terminator.RealBranch branch when branch.then() == branch.otherwise() ->
          new Terminator.Jump(branch.then());
      case Terminator.Switch choice -> choice(choice);
      default -> terminator;
    };
  }

  private static Terminator choice(Terminator.Switch choice) {
    if (choice.value() instanceof Literal(int value)) {
      for (Terminator.Case one : choice.cases()) {
        if (contains(one, value, choice.signed())) {
          return new Terminator.Jump(one.to());
        }
      }
      return new Terminator.Jump(choice.otherwise());
    }
    if (choice.cases().stream().allMatch(one -> one.to() == choice.otherwise())) {
      return new Terminator.Jump(choice.otherwise());
    }
    Terminator.Case first = choice.cases().getFirst();
    if (choice.cases().size() == 1 && first.first() == first.last()) {
      return new Terminator.Branch(
          Condition.EQUAL,
          choice.value(),
          new Literal(first.first()),
          first.to(),
          choice.otherwise());
    }
    return choice;
  }

  private static boolean contains(Terminator.Case one, int value, boolean signed) {
    Condition order = signed ? Condition.LESS_EQUAL : Condition.BELOW_EQUAL;
    return Evaluation.holds(order, one.first(), value)
        && Evaluation.holds(order, value, one.last());
  }

  private void merge() {
    int[] ways = new int[function.blockCount()];
    ways[function.blocks().getFirst().number()] = 2;
    for (BasicBlock block : function.blocks()) {
      Successors.of(block.terminator()).forEach(next -> ways[next.number()]++);
    }
    boolean[] gone = new boolean[function.blockCount()];
    for (BasicBlock block : function.blocks()) {
      while (!gone[block.number()]
          && block.terminator() instanceof Terminator.Jump(BasicBlock next)
          && next != block
          && ways[next.number()] == 1
          && next.symbol().isEmpty()) {
        block.instructions().addAll(next.instructions());
        block.end(next.terminator(), next.endSpan());
        gone[next.number()] = true;
      }
    }
    function.blocks().removeIf(block -> gone[block.number()]);
  }

  /** A block whose name is in a static object stays, though nothing is in it. */
  private void removeUnreached() {
    boolean[] reached = new boolean[function.blockCount()];
    Deque<BasicBlock> open = new ArrayDeque<>();
    open.push(function.blocks().getFirst());
    while (!open.isEmpty()) {
      BasicBlock block = open.pop();
      if (!reached[block.number()]) {
        reached[block.number()] = true;
        Successors.of(block.terminator()).forEach(open::push);
      }
    }
    for (BasicBlock block : function.blocks()) {
      if (!reached[block.number()]) {
        block.instructions().clear();
        block.phis().clear();
        block.end(new Terminator.Unreachable(), block.endSpan());
      }
    }
    function.blocks().removeIf(b -> !reached[b.number()] && b.symbol().isEmpty());
  }
}
