package cloister.cc.check.scope;

import cloister.asm.report.Span;
import cloister.cc.type.IntegerType;
import cloister.cc.type.RecordType;

/** What a tag means. */
public sealed interface Tag {
  Span span();

  record Structure(RecordType type, Span span) implements Tag {}

  /**
   * An enumeration.
   *
   * @param complete false when its constants have not been seen
   */
  record Enumeration(IntegerType type, boolean complete, Span span) implements Tag {}
}
