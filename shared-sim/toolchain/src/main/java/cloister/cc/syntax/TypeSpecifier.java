package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;
import java.util.Optional;

/** A type specifier that is more than a keyword (C11 6.7.2). */
public sealed interface TypeSpecifier {
  Span span();

  record TypedefName(String name, Span span) implements TypeSpecifier {}

  /**
   * A structure or union.
   *
   * @param members missing when it is only named
   */
  record StructOrUnion(
      boolean union,
      Optional<String> tag,
      Optional<List<MemberDeclaration>> members,
      List<Attribute> attributes,
      Span span)
      implements TypeSpecifier {}

  /** A declaration inside a structure: members, or a static assertion. */
  sealed interface MemberDeclaration {}

  /** Members of one type; without declarators an anonymous member. */
  record Members(Specifiers specifiers, List<MemberDeclarator> declarators)
      implements MemberDeclaration {}

  record Assertion(StaticAssertion assertion) implements MemberDeclaration {}

  /** A member, with its width when it is a bit-field. */
  record MemberDeclarator(
      Declarator declarator, Optional<Expression> width, List<Attribute> attributes) {}

  /**
   * An enumeration.
   *
   * @param enumerators missing when it is only named
   */
  record Enumeration(
      Optional<String> tag,
      Optional<List<Enumerator>> enumerators,
      List<Attribute> attributes,
      Span span)
      implements TypeSpecifier {}

  record Enumerator(String name, Optional<Expression> value, Span span) {}

  record TypeofExpression(Expression operand, Span span) implements TypeSpecifier {}

  record TypeofType(TypeName operand, Span span) implements TypeSpecifier {}
}
