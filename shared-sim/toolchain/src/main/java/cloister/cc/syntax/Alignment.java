package cloister.cc.syntax;

import cloister.asm.report.Span;

/** {@code _Alignas} (C11 6.7.5). */
public sealed interface Alignment {
  Span span();

  record AsType(TypeName type, Span span) implements Alignment {}

  record Boundary(Expression bytes, Span span) implements Alignment {}
}
