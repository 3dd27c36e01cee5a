package cloister.cc.check.flow;

import cloister.cc.check.constant.Folder;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether control can reach the end of statements; a label that is jumped to counts as reached. */
public final class Reach {
  private final List<Label> jumped = new ArrayList<>();

  private Reach() {}

  public static boolean endOf(List<Statement> statements) {
    return new Reach().after(statements, true);
  }

  private boolean after(List<Statement> statements, boolean reached) {
    boolean now = reached;
    for (Statement statement : statements) {
      now = after(statement, now);
    }
    return now;
  }

  private boolean after(Statement statement, boolean reached) {
    return switch (statement) {
      case Statement.Block block -> after(block.statements(), reached);
      case Statement.If branch -> branch(branch, reached);
      case Statement.Loop loop -> loop(loop, reached);
      case Statement.Switch choice -> choice(choice, reached);
      case Statement.Target target -> true;
      case Statement.Jump jump -> {
        if (reached) {
          jumped.add(jump.label());
        }
        yield false;
      }
      case Statement.JumpComputed jump -> false;
      case Statement.Return done -> false;
      case Statement.Evaluate evaluate -> reached && !leaves(evaluate.expression());
      case Statement.Assembly assembly -> reached;
      case Statement.Define define -> reached;
    };
  }

  private boolean branch(Statement.If branch, boolean reached) {
    Optional<Boolean> truth = Folder.truth(branch.condition());
    boolean then = after(branch.then(), reached && truth.orElse(true));
    boolean skipped = reached && !truth.orElse(false);
    boolean otherwise =
        branch.otherwise().isPresent() ? after(branch.otherwise().get(), skipped) : skipped;
    return then || otherwise;
  }

  private boolean loop(Statement.Loop loop, boolean reached) {
    after(loop.body(), reached);
    boolean endless =
        loop.condition().isEmpty() || Folder.truth(loop.condition().get()).orElse(false);
    return jumped.contains(loop.breakLabel()) || reached && !endless;
  }

  private boolean choice(Statement.Switch choice, boolean reached) {
    boolean end = after(choice.body(), false);
    boolean noDefault = choice.otherwise() == choice.breakLabel();
    return end || jumped.contains(choice.breakLabel()) || reached && noDefault;
  }

  /** True for what does not come back. */
  private static boolean leaves(Expression expression) {
    return switch (expression) {
      case Expression.Call call ->
          call.function() instanceof Expression.FunctionAddress address
              && address.function().traits().noreturn();
      case Expression.Builtin builtin ->
          builtin.operation() == BuiltinOperation.UNREACHABLE
              || builtin.operation() == BuiltinOperation.TRAP;
      case Expression.Comma comma -> leaves(comma.left()) || leaves(comma.right());
      case Expression.Convert convert -> leaves(convert.operand());
      case Expression.Conditional choice -> leaves(choice.then()) && leaves(choice.otherwise());
      case Expression.StatementValue statement ->
          !endOf(statement.body().statements())
              || statement.value().isPresent() && leaves(statement.value().get());
      default -> false;
    };
  }
}
