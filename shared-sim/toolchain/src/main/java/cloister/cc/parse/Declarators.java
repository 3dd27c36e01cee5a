package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarators and abstract declarators (C11 6.7.6, 6.7.7). */
final class Declarators {
  /** Whether a name must, may or cannot stand in the middle. */
  enum Form {
    NAMED,
    EITHER,
    ABSTRACT
  }

  private final Grammar grammar;
  private final Cursor cursor;

  Declarators(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A star with what belongs to it. */
  private record Star(List<String> qualifiers, List<Attribute> attributes, Span span) {
    List<Attribute> conventions() {
      return attributes.stream().filter(Attribute::isConvention).toList();
    }

    /** What is about the object that is declared, if this is the last star before it. */
    List<Attribute> ofDeclared() {
      return attributes.stream()
          .filter(each -> !each.isConvention() && !each.name().equals("packed"))
          .toList();
    }
  }

  /**
   * @param loose receives attributes that stand within and are about what is declared, not about
   *     how a function is called
   */
  Declarator declarator(Form form, List<Attribute> loose) {
    int outer = grammar.depth.enter();
    List<Star> stars = new ArrayList<>();
    while (cursor.at("*")) {
      stars.add(star());
      grammar.depth.grow();
    }
    if (!stars.isEmpty()) {
      loose.addAll(stars.getLast().ofDeclared());
    }
    Declarator declarator = suffixes(direct(form, loose), form);
    for (Star star : stars.reversed()) {
      declarator =
          new Declarator.Pointer(declarator, star.qualifiers, star.conventions(), star.span);
    }
    grammar.depth.leave(outer);
    return declarator;
  }

  /** The name in the middle. */
  static Declarator.Name nameOf(Declarator declarator) {
    Declarator inner = declarator;
    while (!(inner instanceof Declarator.Name)) {
      inner = inner(inner);
    }
    return (Declarator.Name) inner;
  }

  /** The parameters, when the name in the middle is a function's. */
  static Optional<Declarator.Function> functionOf(Declarator declarator) {
    Declarator outer = declarator;
    Declarator inner = declarator;
    while (!(inner instanceof Declarator.Name)) {
      outer = inner instanceof Declarator.Called ? outer : inner;
      inner = inner(inner);
    }
    return outer instanceof Declarator.Function function ? Optional.of(function) : Optional.empty();
  }

  /** Says that there is no name, or that what stands there cannot be one. */
  void nameMissing() {
    Token token = cursor.peek();
    grammar.errors.here(
        Keywords.isKeyword(token)
            ? Complaint.keywordAsName(token.text())
            : Complaint.nameExpected(token));
  }

  /** The same where a name is all that can stand: a keyword is passed. */
  void wrongName() {
    nameMissing();
    if (Keywords.isKeyword(cursor.peek())) {
      cursor.take();
    }
  }

  private static Declarator inner(Declarator declarator) {
    return switch (declarator) {
      case Declarator.Name name -> name;
      case Declarator.Pointer pointer -> pointer.inner();
      case Declarator.Array array -> array.inner();
      case Declarator.Function function -> function.inner();
      case Declarator.Called called -> called.inner();
    };
  }

  private Star star() {
    Span span = cursor.take().span();
    List<Attribute> attributes = new ArrayList<>();
    List<String> qualifiers = qualifiers(attributes);
    return new Star(qualifiers, List.copyOf(attributes), span);
  }

  private List<String> qualifiers(List<Attribute> attributes) {
    List<String> qualifiers = new ArrayList<>();
    while (true) {
      Token token = cursor.peek();
      if (token.kind() == Token.Kind.IDENTIFIER && Keywords.isQualifier(token.text())) {
        qualifiers.add(cursor.take().text());
      } else if (token.is("__attribute__")) {
        attributes.addAll(grammar.attributes.all());
      } else {
        return List.copyOf(qualifiers);
      }
    }
  }

  private Declarator direct(Form form, List<Attribute> loose) {
    Token token = cursor.peek();
    if (isName(token) && form != Form.ABSTRACT) {
      cursor.take();
      return new Declarator.Name(Optional.of(token.text()), token.span());
    }
    if (token.is("(") && nests(form)) {
      cursor.take();
      List<Attribute> attributes = grammar.attributes.all();
      List<Attribute> called = attributes.stream().filter(Attribute::isConvention).toList();
      attributes.stream().filter(each -> !each.isConvention()).forEach(loose::add);
      Declarator inner = declarator(form, loose);
      grammar.recovery.close(")", token);
      return called.isEmpty() ? inner : new Declarator.Called(inner, called, token.span());
    }
    boolean taken = Keywords.isKeyword(token) && endsDeclarator(cursor.peek(1));
    if (form == Form.NAMED || form == Form.EITHER && taken) {
      nameMissing();
    }
    if (taken && form != Form.ABSTRACT) {
      cursor.take();
    }
    return new Declarator.Name(Optional.empty(), token.span());
  }

  /** Where a name is not needed, a type after the parenthesis makes it one of parameters. */
  private boolean nests(Form form) {
    int next = grammar.attributes.past(1);
    return form == Form.NAMED
        || !cursor.peek(next).is(")") && !grammar.parameters.parameterAt(next);
  }

  private Declarator suffixes(Declarator direct, Form form) {
    Declarator declarator = direct;
    while (true) {
      if (cursor.at("[")) {
        declarator = array(declarator);
      } else if (cursor.at("(")) {
        declarator = grammar.parameters.function(declarator, form == Form.NAMED);
      } else {
        return declarator;
      }
      grammar.depth.grow();
    }
  }

  private Declarator array(Declarator inner) {
    Token open = cursor.take();
    List<String> qualifiers = new ArrayList<>();
    while (cursor.at("static") || Keywords.isQualifier(cursor.peek().text())) {
      qualifiers.add(cursor.take().text());
    }
    boolean variable = cursor.at("*") && cursor.peek(1).is("]");
    Optional<Expression> size = Optional.empty();
    if (variable) {
      cursor.take();
    } else if (!cursor.at("]")) {
      size = Optional.of(grammar.expressions.assignment());
    }
    grammar.recovery.close("]", open);
    return new Declarator.Array(inner, size, variable, List.copyOf(qualifiers), open.span());
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER && !Keywords.isKeyword(token);
  }

  private static boolean endsDeclarator(Token token) {
    return token.is("=") || token.is(";") || token.is(",") || token.is("[") || token.is(")");
  }
}
