package cloister.cc.lower;

import cloister.cc.tree.Expression;
import cloister.cc.tree.Program;

/**
 * Whether a function calls one that may return twice, as {@code setjmp} does: then its variables
 * stay in memory, for what is in registers is lost (C11 7.13.2.1).
 */
final class ReturnsTwice {
  private ReturnsTwice() {}

  static boolean isCalledIn(Program.Definition definition) {
    TreeSearch search = new TreeSearch(ReturnsTwice::isCall);
    return search.statement(definition.body());
  }

  private static boolean isCall(Expression expression) {
    return expression instanceof Expression.FunctionAddress address
        && (address.function().traits().returnsTwice() || isKnown(address.function().name()));
  }

  private static boolean isKnown(String name) {
    return switch (name) {
      case "setjmp", "_setjmp", "__setjmp", "sigsetjmp", "__sigsetjmp", "vfork", "getcontext" ->
          true;
      default -> false;
    };
  }
}
