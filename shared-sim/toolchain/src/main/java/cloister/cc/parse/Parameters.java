package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Specifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a function's declarator (C11 6.7.6.3). */
final class Parameters {
  private final Grammar grammar;
  private final Cursor cursor;

  Parameters(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** True when a parameter's declaration begins at the token so far ahead. */
  boolean parameterAt(int ahead) {
    Token token = cursor.peek(ahead);
    return grammar.specifying.typeAt(ahead)
        || token.is("...")
        || token.kind() == Token.Kind.IDENTIFIER && Keywords.isOfType(token.text());
  }

  /**
   * The parentheses behind a function's name.
   *
   * @param definable whether it can be the head of a definition, with mere names between them
   */
  Declarator function(Declarator inner, boolean definable) {
    int outer = grammar.depth.enter();
    Token open = cursor.take();
    grammar.scopes.open();
    Declarator function =
        definable && namesAhead() ? oldStyle(inner, open) : prototype(inner, open);
    grammar.scopes.close();
    grammar.depth.leave(outer);
    return function;
  }

  private boolean namesAhead() {
    int ahead = 0;
    while (true) {
      Token token = cursor.peek(ahead);
      if (token.kind() != Token.Kind.IDENTIFIER
          || Keywords.isKeyword(token)
          || grammar.scopes.isType(token.text())) {
        return false;
      }
      if (!cursor.peek(ahead + 1).is(",")) {
        return cursor.peek(ahead + 1).is(")");
      }
      ahead += 2;
    }
  }

  private Declarator oldStyle(Declarator inner, Token open) {
    List<Declarator.Name> names = new ArrayList<>();
    do {
      Token name = cursor.take();
      names.add(new Declarator.Name(Optional.of(name.text()), name.span()));
    } while (cursor.accept(","));
    grammar.recovery.close(")", open);
    return new Declarator.Function(inner, List.of(), false, false, List.copyOf(names), open.span());
  }

  private Declarator prototype(Declarator inner, Token open) {
    List<Declarator.Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    boolean empty = cursor.at(")");
    if (!empty) {
      do {
        variadic = cursor.at("...");
        if (variadic) {
          dots(parameters.isEmpty());
        } else {
          parameters.add(parameter());
        }
      } while (!variadic && grammar.recovery.goesOn(")"));
    }
    grammar.recovery.close(")", open);
    return new Declarator.Function(
        inner, List.copyOf(parameters), variadic, !empty, List.of(), open.span());
  }

  private void dots(boolean first) {
    if (first) {
      grammar.errors.here(Complaint.parameterBeforeDots());
    }
    cursor.take();
  }

  private Declarator.Parameter parameter() {
    Specifiers specifiers = grammar.specifying.specifiers();
    if (!Specifying.isTyped(specifiers)) {
      specifiers = untyped(specifiers);
    }
    List<Attribute> attributes = new ArrayList<>();
    Declarator declarator = grammar.declarators.declarator(Declarators.Form.EITHER, attributes);
    attributes.addAll(grammar.attributes.all());
    Declarators.nameOf(declarator).name().ifPresent(name -> grammar.scopes.declare(name, false));
    return new Declarator.Parameter(specifiers, declarator, List.copyOf(attributes));
  }

  private Specifiers untyped(Specifiers specifiers) {
    Token token = cursor.peek();
    if (token.kind() == Token.Kind.IDENTIFIER && !Keywords.isKeyword(token)) {
      grammar.errors.here(Complaint.parameterWithoutType(token.text()));
    } else {
      grammar.errors.here(Complaint.parameterExpected(token));
    }
    return Specifying.withInt(specifiers);
  }
}
