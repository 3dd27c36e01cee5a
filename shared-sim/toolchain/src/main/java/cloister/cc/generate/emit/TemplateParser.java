package cloister.cc.generate.emit;

import cloister.asm.report.Span;
import cloister.cc.code.Item;
import java.util.List;

/** Reads assembly in AT&amp;T syntax, as the templates of inline assembly have it. */
@FunctionalInterface
public interface TemplateParser {
  List<Item> parse(String text, Span span);
}
