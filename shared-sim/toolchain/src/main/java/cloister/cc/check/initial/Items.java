package cloister.cc.check.initial;

import cloister.cc.check.operand.Operand;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The items between two braces, taken one by one. */
final class Items {
  private final List<Initializer.Item> items;
  private final Function<Expression, Operand> check;
  private Optional<Operand> checked = Optional.empty();
  private int next;
  private boolean followed;

  Items(List<Initializer.Item> items, Function<Expression, Operand> check) {
    this.items = items;
    this.check = check;
  }

  boolean more() {
    return next < items.size();
  }

  Initializer.Item peek() {
    return items.get(next);
  }

  /** True when the next item is a list of its own. */
  boolean atBraces() {
    return peek().initializer() instanceof Initializer.Braced;
  }

  boolean atEmptyBraces() {
    return peek().initializer() instanceof Initializer.Braced braced && braced.items().isEmpty();
  }

  /** How many have been taken. */
  int taken() {
    return next;
  }

  /** The designators of the next item, once: the one who follows them stands behind them then. */
  List<Designator> designators() {
    return followed ? List.of() : peek().designators();
  }

  void follow() {
    followed = true;
  }

  void take() {
    next++;
    followed = false;
    checked = Optional.empty();
  }

  /** What the next item's expression stands for; it is checked once, however deep it goes. */
  Operand operand() {
    if (checked.isEmpty()) {
      Expression value = ((Initializer.Single) peek().initializer()).value();
      checked = Optional.of(check.apply(value));
    }
    return checked.get();
  }
}
