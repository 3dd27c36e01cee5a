package cloister.asm.layout;

import cloister.asm.report.Complaint;
import cloister.asm.report.Nearest;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Value;
import cloister.message.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Labels and constants. A forward reference sees the value that the pass before found. */
final class Symbols {
  private static final int GIVEN = -1;

  private record Symbol(Value value, Span span, int pass) {}

  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final Problems problems;
  private int pass;
  private boolean changed;

  /**
   * @param given symbols that exist from the start
   */
  Symbols(Map<String, Integer> given, Problems problems) {
    this.problems = problems;
    for (Map.Entry<String, Integer> entry : given.entrySet()) {
      Value value = Value.of(entry.getValue());
      symbols.put(entry.getKey(), new Symbol(value, Span.NOWHERE, GIVEN));
    }
  }

  void beginPass() {
    pass++;
    changed = false;
  }

  /** True when a value differs from the one it had in the pass before. */
  boolean changed() {
    return changed;
  }

  void define(String name, Value value, Span span) {
    Symbol old = symbols.get(name);
    if (old != null && old.pass == GIVEN) {
      problems.error(span, Complaint.predefined(name));
      return;
    }
    if (old != null && old.pass == pass) {
      problems.error(span, Complaint.redefined(name, old.span.line()));
      return;
    }
    changed |= old == null || !old.value.equals(value);
    symbols.put(name, new Symbol(value, span, pass));
  }

  Optional<Value> value(String name) {
    Symbol symbol = symbols.get(name);
    return symbol == null ? Optional.empty() : Optional.of(symbol.value);
  }

  /** What to say about a name that means nothing. */
  Message undefined(String name) {
    return Nearest.to(name, symbols.keySet())
        .map(near -> Complaint.undefined(name, near))
        .orElseGet(() -> Complaint.undefined(name));
  }

  /** Names and addresses in order of definition. */
  Map<String, Integer> addresses(Sections sections) {
    Map<String, Integer> addresses = new LinkedHashMap<>();
    for (Map.Entry<String, Symbol> entry : symbols.entrySet()) {
      addresses.put(entry.getKey(), (int) sections.absolute(entry.getValue().value));
    }
    return addresses;
  }
}
