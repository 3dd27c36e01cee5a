package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;

/**
 * The specifiers and qualifiers before a declarator (C11 6.7), in the order in which they were
 * written; whether they go together is for the type pass to say.
 *
 * @param words storage classes, qualifiers, function specifiers and the keywords of the arithmetic
 *     types, each once for each time that it was written, in GNU's spellings without underscores
 * @param type a type that is more than keywords, at most one
 */
public record Specifiers(
    List<Word> words,
    List<TypeSpecifier> type,
    List<Alignment> alignments,
    List<Attribute> attributes,
    Span span) {

  /** A keyword and where it stands. */
  public record Word(String text, Span span) {}

  public boolean has(String word) {
    return words.stream().anyMatch(one -> one.text().equals(word));
  }
}
