package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;
import java.util.Optional;

/**
 * A declarator (C11 6.7.6), outermost type last: {@code *a[3]} is a pointer around an array around
 * a name. With a base type, a pointer makes {@code pointer to base} the base of what is inside it.
 */
public sealed interface Declarator {
  Span span();

  /** The name itself; without one in an abstract declarator. */
  record Name(Optional<String> name, Span span) implements Declarator {}

  /**
   * {@code * qualifiers inner}.
   *
   * @param qualifiers {@code const}, {@code volatile}, {@code restrict}
   */
  record Pointer(Declarator inner, List<String> qualifiers, List<Attribute> attributes, Span span)
      implements Declarator {}

  /**
   * {@code inner[size]}.
   *
   * @param size missing in {@code []}; {@code [*]} has none either and is {@code variable}
   * @param qualifiers within the brackets, {@code static} among them
   */
  record Array(
      Declarator inner,
      Optional<Expression> size,
      boolean variable,
      List<String> qualifiers,
      Span span)
      implements Declarator {}

  /**
   * {@code inner(parameters)}; {@code (void)} has one, without a name, as it is written.
   *
   * @param prototype false for {@code ()} and for a list of names
   * @param names of the old style
   */
  record Function(
      Declarator inner,
      List<Parameter> parameters,
      boolean variadic,
      boolean prototype,
      List<Name> names,
      Span span)
      implements Declarator {}

  /**
   * GNU's attributes that say how the function around {@code inner} is called, as in {@code int
   * (__attribute__((stdcall)) *f)(int)}.
   */
  record Called(Declarator inner, List<Attribute> attributes, Span span) implements Declarator {}

  record Parameter(Specifiers specifiers, Declarator declarator, List<Attribute> attributes) {}
}
