package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;
import java.util.Optional;

/** What stands at the top of a source or among statements (C11 6.7, 6.9). */
public sealed interface Declaration {
  Span span();

  /** Declarators that share their specifiers; none in {@code struct s;}. */
  record Plain(Specifiers specifiers, List<Declared> declared, Span span) implements Declaration {}

  /**
   * One declarator.
   *
   * @param assemblerName GNU's {@code asm("name")}
   */
  record Declared(
      Declarator declarator,
      Optional<String> assemblerName,
      List<Attribute> attributes,
      Optional<Initializer> initializer) {}

  /**
   * A function with its body.
   *
   * @param oldStyle the declarations of parameters before the body
   */
  record Function(
      Specifiers specifiers,
      Declarator declarator,
      List<Attribute> attributes,
      List<Plain> oldStyle,
      Statement.Compound body,
      Span span)
      implements Declaration {}

  record Assertion(StaticAssertion assertion) implements Declaration {
    @Override
    public Span span() {
      return assertion.span();
    }
  }

  /** {@code asm("…");} outside functions. */
  record Assembly(String template, Span span) implements Declaration {}
}
