package cloister.cc.lower;

import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Statement;
import java.util.List;
import java.util.function.Predicate;

/** Looks for an expression in a tree. */
final class TreeSearch {
  private final Predicate<Expression> wanted;
  private final boolean intoStatements;

  TreeSearch(Predicate<Expression> wanted) {
    this(wanted, true);
  }

  /**
   * @param intoStatements true when it also looks into statement expressions
   */
  TreeSearch(Predicate<Expression> wanted, boolean intoStatements) {
    this.wanted = wanted;
    this.intoStatements = intoStatements;
  }

  boolean expression(Expression tree) {
    return wanted.test(tree)
        || switch (tree) {
          case Expression.Constant _,
              Expression.RealConstant _,
              Expression.FunctionAddress _,
              Expression.LabelAddress _ ->
              false;
          case Expression.Read read -> place(read.place());
          case Expression.AddressOf address -> place(address.place());
          case Expression.Convert convert -> expression(convert.operand());
          case Expression.Unary unary -> expression(unary.operand());
          case Expression.Binary binary -> expression(binary.left()) || expression(binary.right());
          case Expression.Logical logical ->
              expression(logical.left()) || expression(logical.right());
          case Expression.PointerAdd add -> any(List.of(add.pointer(), add.index(), add.size()));
          case Expression.PointerDifference difference ->
              any(List.of(difference.left(), difference.right(), difference.size()));
          case Expression.Assign assign -> place(assign.target()) || expression(assign.value());
          case Expression.Update update -> place(update.target()) || expression(update.value());
          case Expression.Conditional conditional ->
              any(List.of(conditional.condition(), conditional.then(), conditional.otherwise()));
          case Expression.Elvis elvis ->
              expression(elvis.condition()) || expression(elvis.otherwise());
          case Expression.Comma comma -> expression(comma.left()) || expression(comma.right());
          case Expression.Call call -> expression(call.function()) || any(call.arguments());
          case Expression.StatementValue value ->
              intoStatements
                  && (statement(value.body())
                      || value.value().filter(this::expression).isPresent());
          case Expression.VariableStart start -> expression(start.list());
          case Expression.VariableArgument argument -> expression(argument.list());
          case Expression.Builtin builtin -> any(builtin.arguments());
        };
  }

  private boolean any(List<Expression> expressions) {
    return expressions.stream().anyMatch(this::expression);
  }

  boolean place(Place place) {
    return switch (place) {
      case Expression.VariablePlace _ -> false;
      case Expression.Indirect indirect -> expression(indirect.pointer());
      case Expression.MemberPlace member -> place(member.base());
      case Expression.Temporary temporary -> expression(temporary.value());
      case Expression.LiteralPlace literal -> stores(literal.stores());
    };
  }

  private boolean stores(List<Statement.Store> stores) {
    return any(Statement.Store.values(stores));
  }

  boolean statement(Statement statement) {
    return switch (statement) {
      case Statement.Block block -> block.statements().stream().anyMatch(this::statement);
      case Statement.Evaluate evaluate -> expression(evaluate.expression());
      case Statement.Define define ->
          stores(define.stores())
              || define.length().filter(this::expression).isPresent()
              || define.cleanup().filter(this::expression).isPresent();
      case Statement.If choice ->
          expression(choice.condition())
              || statement(choice.then())
              || choice.otherwise().filter(this::statement).isPresent();
      case Statement.Loop loop ->
          loop.condition().filter(this::expression).isPresent()
              || loop.step().filter(this::expression).isPresent()
              || statement(loop.body());
      case Statement.Switch choice -> expression(choice.value()) || statement(choice.body());
      case Statement.Target _, Statement.Jump _ -> false;
      case Statement.JumpComputed jump -> expression(jump.address());
      case Statement.Return back -> back.value().filter(this::expression).isPresent();
      case Statement.Assembly assembly ->
          assembly.outputs().stream().anyMatch(output -> place(output.place()))
              || assembly.inputs().stream().anyMatch(input -> expression(input.value()));
    };
  }
}
