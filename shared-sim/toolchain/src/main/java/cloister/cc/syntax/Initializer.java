package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;

/** What an object begins with (C11 6.7.9). */
public sealed interface Initializer {
  Span span();

  record Single(Expression value) implements Initializer {
    @Override
    public Span span() {
      return value.span();
    }
  }

  record Braced(List<Item> items, Span span) implements Initializer {}

  /** An initializer with the designators before it, often none. */
  record Item(List<Designator> designators, Initializer initializer) {}
}
