package cloister.cc.tree;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of expressions, each of which is itself and no other that looks the same. */
public final class ByIdentity<T> {
  private final Map<Span, List<Entry<T>>> entries = new LinkedHashMap<>();

  private record Entry<T>(Expression expression, T value) {}

  /** Nothing known is null. */
  public T get(Expression expression) {
    for (Entry<T> entry : entries.getOrDefault(expression.span(), List.of())) {
      if (entry.expression == expression) {
        return entry.value;
      }
    }
    return null;
  }

  /**
   * @return false when something was known before, which stays
   */
  public boolean put(Expression expression, T value) {
    if (get(expression) != null) {
      return false;
    }
    entries
        .computeIfAbsent(expression.span(), span -> new ArrayList<>())
        .add(new Entry<>(expression, value));
    return true;
  }
}
