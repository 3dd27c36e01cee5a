package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.Statement;
import cloister.cc.syntax.StaticAssertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarations (C11 6.7), and function definitions (6.9.1). */
final class Declarations {
  private final Grammar grammar;
  private final Cursor cursor;

  Declarations(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A declaration, or a definition of a function where it turns out to be one. */
  Declaration declaration() {
    if (cursor.at("_Static_assert")) {
      return new Declaration.Assertion(assertion());
    }
    Span first = cursor.peek().span();
    Specifiers specifiers = grammar.specifying.specifiers();
    if (endsHere()) {
      grammar.recovery.semicolon();
      return new Declaration.Plain(specifiers, List.of(), first);
    }
    List<Attribute> attributes = new ArrayList<>(grammar.attributes.all());
    Declarator declarator = grammar.declarators.declarator(Declarators.Form.NAMED, attributes);
    Specifiers typed = typed(specifiers, declarator);
    if (definitionAhead(declarator)) {
      attributes.addAll(grammar.attributes.all());
      return definition(typed, declarator, List.copyOf(attributes));
    }
    List<Declaration.Declared> declared = new ArrayList<>();
    declared.add(declared(typed, declarator, attributes));
    while (cursor.accept(",")) {
      declared.add(declared(typed));
    }
    grammar.recovery.semicolon();
    return new Declaration.Plain(typed, List.copyOf(declared), first);
  }

  StaticAssertion assertion() {
    Token keyword = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression condition = grammar.expressions.conditional();
    Optional<Expression.StringLiteral> text = Optional.empty();
    if (cursor.accept(",")) {
      text = grammar.operands.string();
    }
    grammar.recovery.close(")", open);
    grammar.recovery.semicolon();
    return new StaticAssertion(condition, text, keyword.span());
  }

  /** A semicolon, or a structure's end behind which it has been forgotten. */
  private boolean endsHere() {
    Token next = cursor.peek();
    return next.is(";")
        || cursor.previous().is("}")
            && !next.is("*")
            && !next.is("(")
            && !next.is("__attribute__")
            && (next.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(next));
  }

  private Specifiers typed(Specifiers specifiers, Declarator declarator) {
    if (Specifying.isTyped(specifiers)) {
      return specifiers;
    }
    Declarator.Name name = Declarators.nameOf(declarator);
    name.name().ifPresent(text -> grammar.errors.warn(name.span(), Complaint.typeLeftOut(text)));
    return Specifying.withInt(specifiers);
  }

  private Declaration.Declared declared(Specifiers specifiers) {
    List<Attribute> attributes = new ArrayList<>(grammar.attributes.all());
    Declarator declarator = grammar.declarators.declarator(Declarators.Form.NAMED, attributes);
    return declared(specifiers, declarator, attributes);
  }

  /** What follows a declarator; its name is known from here on (C11 6.2.1). */
  private Declaration.Declared declared(
      Specifiers specifiers, Declarator declarator, List<Attribute> attributes) {
    Declarators.nameOf(declarator)
        .name()
        .ifPresent(name -> grammar.scopes.declare(name, specifiers.has("typedef")));
    refuseNames(declarator);
    attributes.addAll(grammar.attributes.all());
    Optional<String> assemblerName = grammar.assemblies.name();
    attributes.addAll(grammar.attributes.all());
    Optional<Initializer> initializer = Optional.empty();
    if (cursor.accept("=")) {
      initializer = Optional.of(grammar.initializers.initializer());
    }
    return new Declaration.Declared(
        declarator, assemblerName, List.copyOf(attributes), initializer);
  }

  /** Only a definition can have mere names for parameters. */
  private void refuseNames(Declarator declarator) {
    Declarators.functionOf(declarator)
        .filter(function -> !function.names().isEmpty())
        .ifPresent(
            function -> {
              Declarator.Name name = function.names().getFirst();
              grammar.errors.at(
                  name.span(), Complaint.parameterWithoutType(name.name().orElse("")));
            });
  }

  private boolean definitionAhead(Declarator declarator) {
    Optional<Declarator.Function> function = Declarators.functionOf(declarator);
    if (function.isEmpty()) {
      return false;
    }
    boolean oldStyle = !function.get().names().isEmpty();
    return cursor.peek(grammar.attributes.past(0)).is("{")
        || oldStyle && (grammar.specifying.declarationHere() || grammar.unknownTypes.ahead());
  }

  private Declaration definition(
      Specifiers specifiers, Declarator declarator, List<Attribute> attributes) {
    Declarator.Name name = Declarators.nameOf(declarator);
    if (!grammar.scopes.atFile()) {
      grammar.errors.at(name.span(), Complaint.functionWithin(name.name().orElse("")));
    }
    name.name().ifPresent(text -> grammar.scopes.declare(text, false));
    int outer = grammar.depth.enter();
    grammar.scopes.open();
    Declarators.functionOf(declarator).ifPresent(this::declareParameters);
    List<Declaration.Plain> oldStyle = new ArrayList<>();
    while (!cursor.at("{") && !cursor.atEnd()) {
      int before = cursor.index();
      if (declaration() instanceof Declaration.Plain plain) {
        oldStyle.add(plain);
      }
      if (cursor.index() == before) {
        break;
      }
    }
    Statement.Compound body = grammar.blocks.body();
    grammar.scopes.close();
    grammar.depth.leave(outer);
    return new Declaration.Function(
        specifiers, declarator, attributes, List.copyOf(oldStyle), body, name.span());
  }

  private void declareParameters(Declarator.Function function) {
    for (Declarator.Parameter parameter : function.parameters()) {
      Declarators.nameOf(parameter.declarator())
          .name()
          .ifPresent(name -> grammar.scopes.declare(name, false));
    }
    for (Declarator.Name parameter : function.names()) {
      parameter.name().ifPresent(name -> grammar.scopes.declare(name, false));
    }
  }
}
