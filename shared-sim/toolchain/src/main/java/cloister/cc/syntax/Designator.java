package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.Optional;

/** One step to a part of an object (C11 6.7.9). */
public sealed interface Designator {
  Span span();

  record OfMember(String name, Span span) implements Designator {}

  /**
   * {@code [index]}.
   *
   * @param last the end of GNU's range {@code [first ... last]}
   */
  record OfElement(Expression index, Optional<Expression> last, Span span) implements Designator {}
}
