package cloister.cc.check;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The declarations whose type has a length that is computed: no jump may pass one on the way into
 * its scope (C11 6.8.4.2, paragraph 2; 6.8.6.1). Nor may one lead into GNU's statement expressions.
 */
final class JumpScopes {
  private final List<Optional<Declared>> blocks = new ArrayList<>();
  private Optional<Declared> latest = Optional.empty();

  /**
   * A declaration, from which on its scope reaches to the end of the block; without a name, the
   * beginning of a statement expression.
   *
   * @param before the declaration in whose scope it stands
   */
  record Declared(Optional<Declared> before, String name, Span span) {}

  void open() {
    blocks.add(latest);
  }

  void close() {
    latest = blocks.removeLast();
  }

  void declare(Span span, String name) {
    latest = Optional.of(new Declared(latest, name, span));
  }

  /** The innermost declaration in whose scope this is. */
  Optional<Declared> here() {
    return latest;
  }

  /** The declaration that a jump passes by, if there is one. */
  static Optional<Declared> passed(Optional<Declared> from, Optional<Declared> to) {
    if (to.isEmpty()) {
      return to;
    }
    for (Optional<Declared> at = from; at.isPresent(); at = at.get().before()) {
      if (at.get() == to.get()) {
        return Optional.empty();
      }
    }
    return to;
  }
}
