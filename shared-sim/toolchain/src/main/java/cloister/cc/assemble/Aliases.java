package cloister.cc.assemble;

import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import java.util.LinkedHashMap;
import java.util.Map;

/** What symbols that are worth others are worth in the end. */
final class Aliases {
  private final Names names;
  private final Diagnostics diagnostics;
  private final Map<String, Goal> goals = new LinkedHashMap<>();

  Aliases(Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
  }

  /**
   * The end of a chain.
   *
   * @param symbol that is worth no other one; empty when the chain has no end, which was reported
   * @param addend bytes behind it
   */
  record Goal(String symbol, int addend) {
    private Goal behind(Item.Equate equate) {
      return new Goal(symbol, addend + (int) equate.addend());
    }
  }

  /** Of a symbol that is an alias. */
  Goal goal(String alias) {
    LinkedHashMap<String, Item.Equate> chain = new LinkedHashMap<>();
    String at = alias;
    while (names.isAlias(at) && !goals.containsKey(at) && !chain.containsKey(at)) {
      Item.Equate equate = names.equates().get(at);
      chain.put(at, equate);
      at = equate.other();
    }
    Goal goal = goals.getOrDefault(at, new Goal(at, 0));
    if (chain.containsKey(at)) {
      diagnostics.error(names.span(at), AssembleComplaint.circular(at));
      goal = new Goal("", 0);
    }
    for (Map.Entry<String, Item.Equate> link : chain.reversed().entrySet()) {
      goal = goal.behind(link.getValue());
      goals.put(link.getKey(), goal);
    }
    return goals.get(alias);
  }
}
