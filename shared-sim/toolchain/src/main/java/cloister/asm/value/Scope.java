package cloister.asm.value;

import cloister.asm.report.Span;

/** What the names in an expression mean at one place and in one pass. */
public interface Scope {
  /** The value of a symbol; reports it when it has none and none can be awaited. */
  Value symbol(String name, Span span);

  Value here();

  Value sectionStart();
}
