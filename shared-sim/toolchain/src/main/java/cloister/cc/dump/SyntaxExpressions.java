package cloister.cc.dump;

import static cloister.cc.dump.Lists.each;
import static cloister.cc.dump.Lists.list;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Alignment;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.StaticAssertion;
import cloister.cc.syntax.TypeName;
import cloister.cc.syntax.TypeSpecifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types and expressions of a syntax tree as s-expressions. */
final class SyntaxExpressions {
  private SyntaxExpressions() {}

  static String expression(Expression expression) {
    return switch (expression) {
      case Expression.Identifier e -> e.name();
      case Expression.Number e -> e.text();
      case Expression.Character e -> e.text();
      case Expression.StringLiteral e -> each(e.parts(), Token::text);
      case Expression.Generic e ->
          list(
              "generic",
              expression(e.control()),
              each(e.associations(), SyntaxExpressions::association));
      case Expression.Call e ->
          list(
              "call", expression(e.function()), each(e.arguments(), SyntaxExpressions::expression));
      case Expression.Index e -> list("[]", expression(e.array()), expression(e.index()));
      case Expression.Member e -> list(e.arrow() ? "->" : ".", expression(e.base()), e.name());
      case Expression.Postfix e -> list("post" + e.operator(), expression(e.operand()));
      case Expression.Prefix e -> list(e.operator(), expression(e.operand()));
      case Expression.SizeOfExpression e -> list(e.operator(), expression(e.operand()));
      case Expression.SizeOfType e -> list(e.operator(), "type", type(e.type()));
      case Expression.Cast e -> list("cast", type(e.type()), expression(e.operand()));
      case Expression.Binary e -> list(e.operator(), expression(e.left()), expression(e.right()));
      case Expression.Assign e -> list(e.operator(), expression(e.target()), expression(e.value()));
      case Expression.Conditional e ->
          list("?", expression(e.condition()), optional(e.then()), expression(e.otherwise()));
      case Expression.Comma e -> list(",", expression(e.left()), expression(e.right()));
      case Expression.CompoundLiteral e ->
          list("literal", type(e.type()), initializer(e.initializer()));
      case Expression.StatementExpression e -> list("value", SyntaxText.statement(e.body()));
      case Expression.LabelAddress e -> list("&&", e.label());
      case Expression.VariableArgument e -> list("va_arg", expression(e.list()), type(e.type()));
      case Expression.OffsetOf e ->
          list("offsetof", type(e.type()), each(e.path(), SyntaxExpressions::designator));
      case Expression.TypesCompatible e -> list("compatible", type(e.first()), type(e.second()));
      case Expression.Choose e ->
          list(
              "choose", expression(e.condition()), expression(e.then()), expression(e.otherwise()));
      case Expression.Wrong e -> "WRONG";
    };
  }

  static String optional(Optional<Expression> expression) {
    return expression.map(SyntaxExpressions::expression).orElse("_");
  }

  static String initializer(Initializer initializer) {
    return switch (initializer) {
      case Initializer.Single single -> expression(single.value());
      case Initializer.Braced braced -> "{" + each(braced.items(), SyntaxExpressions::item) + "}";
    };
  }

  static String type(TypeName type) {
    return declarator(specifiers(type.specifiers()), type.declarator());
  }

  /** The type that the declarator makes of the base, and the name before it when there is one. */
  static String named(Specifiers specifiers, Declarator declarator) {
    String name = name(declarator).map(text -> text + " ").orElse("");
    return name + declarator(specifiers(specifiers), declarator);
  }

  private static Optional<String> name(Declarator declarator) {
    return switch (declarator) {
      case Declarator.Name name -> name.name();
      case Declarator.Pointer pointer -> name(pointer.inner());
      case Declarator.Array array -> name(array.inner());
      case Declarator.Function function -> name(function.inner());
      case Declarator.Called called -> name(called.inner());
    };
  }

  static String specifiers(Specifiers specifiers) {
    List<String> parts = new ArrayList<>();
    specifiers.words().forEach(word -> parts.add(word.text()));
    specifiers.type().forEach(type -> parts.add(specifier(type)));
    for (Alignment alignment : specifiers.alignments()) {
      parts.add(
          switch (alignment) {
            case Alignment.AsType as -> list("alignas", "type", type(as.type()));
            case Alignment.Boundary at -> list("alignas", expression(at.bytes()));
          });
    }
    specifiers.attributes().forEach(attribute -> parts.add(attribute(attribute)));
    return String.join(" ", parts);
  }

  static String attributes(List<Attribute> attributes) {
    return each(attributes, one -> " " + attribute(one), "");
  }

  static String assertion(StaticAssertion assertion) {
    return list("assert", expression(assertion.condition()))
        + assertion.text().map(text -> " " + expression(text)).orElse("");
  }

  private static String declarator(String base, Declarator declarator) {
    return switch (declarator) {
      case Declarator.Name name -> base;
      case Declarator.Pointer pointer ->
          declarator(
              list(
                  "ptr",
                  String.join(" ", pointer.qualifiers()),
                  each(pointer.attributes(), SyntaxExpressions::attribute),
                  base),
              pointer.inner());
      case Declarator.Array array ->
          declarator(
              list(
                  "array",
                  String.join(" ", array.qualifiers()),
                  array.variable() ? "*" : optional(array.size()),
                  base),
              array.inner());
      case Declarator.Function function ->
          declarator(list("fn", base, parameters(function)), function.inner());
      case Declarator.Called called ->
          declarator(list("called", attributes(called.attributes()).strip(), base), called.inner());
    };
  }

  private static String parameters(Declarator.Function function) {
    List<String> parts = new ArrayList<>();
    for (Declarator.Parameter parameter : function.parameters()) {
      parts.add(
          "["
              + named(parameter.specifiers(), parameter.declarator())
              + attributes(parameter.attributes())
              + "]");
    }
    if (function.variadic()) {
      parts.add("...");
    }
    if (!function.prototype()) {
      parts.add("old");
      function.names().forEach(name -> parts.add(name.name().orElseThrow()));
    }
    return String.join(" ", parts);
  }

  private static String specifier(TypeSpecifier type) {
    return switch (type) {
      case TypeSpecifier.TypedefName name -> name.name();
      case TypeSpecifier.StructOrUnion struct ->
          list(
              struct.union() ? "union" : "struct",
              struct.tag().orElse("_"),
              struct.members().map(members -> each(members, SyntaxExpressions::member)).orElse("…"),
              each(struct.attributes(), SyntaxExpressions::attribute));
      case TypeSpecifier.Enumeration enumeration ->
          list(
              "enum",
              enumeration.tag().orElse("_"),
              enumeration
                  .enumerators()
                  .map(all -> each(all, SyntaxExpressions::enumerator))
                  .orElse("…"),
              each(enumeration.attributes(), SyntaxExpressions::attribute));
      case TypeSpecifier.TypeofExpression of -> list("typeof", expression(of.operand()));
      case TypeSpecifier.TypeofType of -> list("typeof", "type", type(of.operand()));
    };
  }

  private static String member(TypeSpecifier.MemberDeclaration declaration) {
    return switch (declaration) {
      case TypeSpecifier.Assertion assertion -> assertion(assertion.assertion());
      case TypeSpecifier.Members members when members.declarators().isEmpty() ->
          "[" + specifiers(members.specifiers()) + "]";
      case TypeSpecifier.Members members ->
          each(
              members.declarators(),
              one ->
                  "["
                      + named(members.specifiers(), one.declarator())
                      + one.width().map(width -> " : " + expression(width)).orElse("")
                      + attributes(one.attributes())
                      + "]");
    };
  }

  private static String enumerator(TypeSpecifier.Enumerator one) {
    return one.name() + one.value().map(value -> "=" + expression(value)).orElse("");
  }

  static String attribute(Attribute attribute) {
    return "@"
        + attribute.name()
        + (attribute.arguments().isEmpty()
            ? ""
            : "(" + each(attribute.arguments(), SyntaxExpressions::expression) + ")");
  }

  private static String association(Expression.Association association) {
    return "["
        + association.type().map(SyntaxExpressions::type).orElse("default")
        + ": "
        + expression(association.value())
        + "]";
  }

  private static String item(Initializer.Item item) {
    String steps = each(item.designators(), SyntaxExpressions::designator, "");
    return steps + (steps.isEmpty() ? "" : "=") + initializer(item.initializer());
  }

  private static String designator(Designator designator) {
    return switch (designator) {
      case Designator.OfMember member -> "." + member.name();
      case Designator.OfElement element ->
          "["
              + expression(element.index())
              + element.last().map(last -> ".." + expression(last)).orElse("")
              + "]";
    };
  }
}
