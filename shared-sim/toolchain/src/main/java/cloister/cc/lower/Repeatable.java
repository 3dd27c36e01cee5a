package cloister.cc.lower;

import cloister.cc.tree.Expression;

/** Whether an expression is so small, and without labels and objects, that it may stand twice. */
final class Repeatable {
  private static final int LIMIT = 12;

  private Repeatable() {}

  static boolean isSmall(Expression condition) {
    int[] nodes = {0};
    TreeSearch search =
        new TreeSearch(
            expression ->
                ++nodes[0] > LIMIT
                    || expression instanceof Expression.Call
                    || expression instanceof Expression.StatementValue
                    || expression instanceof Expression.Builtin
                    || expression instanceof Expression.VariableArgument
                    || expression instanceof Expression.AddressOf address
                        && address.place() instanceof Expression.LiteralPlace
                    || expression instanceof Expression.Read read
                        && read.place() instanceof Expression.LiteralPlace);
    return !search.expression(condition);
  }
}
