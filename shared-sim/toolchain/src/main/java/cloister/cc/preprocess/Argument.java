package cloister.cc.preprocess;

import java.util.List;
import java.util.Optional;

/** An argument of a macro: as written, and expanded when somebody first wants that. */
final class Argument {
  private final List<Item> written;

  /** False for variable arguments that are missing with their comma. */
  private final boolean given;

  private Optional<List<Item>> expanded = Optional.empty();

  Argument(List<Item> written, boolean given) {
    this.written = written;
    this.given = given;
  }

  List<Item> written() {
    return written;
  }

  boolean given() {
    return given;
  }

  List<Item> expanded(Expander expander, HideSet hidden) {
    if (expanded.isEmpty()) {
      expanded = Optional.of(written.isEmpty() ? written : expander.expandApart(written, hidden));
    }
    return expanded.get();
  }
}
