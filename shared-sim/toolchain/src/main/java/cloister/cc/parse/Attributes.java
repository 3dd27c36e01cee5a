package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/** GNU's {@code __attribute__((…))}. */
final class Attributes {
  private final Grammar grammar;
  private final Cursor cursor;

  Attributes(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** All that stand here, often none. */
  List<Attribute> all() {
    if (!cursor.at("__attribute__")) {
      return List.of();
    }
    List<Attribute> attributes = new ArrayList<>();
    while (cursor.accept("__attribute__")) {
      specifier(attributes);
    }
    return attributes;
  }

  /** How far ahead the token behind the attributes is. */
  int past(int ahead) {
    int next = ahead;
    while (cursor.peek(next).is("__attribute__") && cursor.peek(next + 1).is("(")) {
      next = cursor.past(next + 1);
    }
    return next;
  }

  private void specifier(List<Attribute> attributes) {
    Token outer = cursor.peek();
    if (!grammar.recovery.expect("(")) {
      return;
    }
    Token inner = cursor.peek();
    if (grammar.recovery.expect("(")) {
      do {
        if (cursor.peek().kind() == Token.Kind.IDENTIFIER) {
          attributes.add(attribute());
        }
      } while (cursor.accept(","));
      grammar.recovery.close(")", inner);
    }
    grammar.recovery.close(")", outer);
  }

  private Attribute attribute() {
    Token name = cursor.take();
    List<Expression> arguments = new ArrayList<>();
    Token open = cursor.peek();
    if (cursor.accept("(")) {
      if (!cursor.at(")")) {
        do {
          arguments.add(argument());
        } while (cursor.accept(","));
      }
      grammar.recovery.close(")", open);
    }
    return new Attribute(bare(name.text()), List.copyOf(arguments), name.span());
  }

  /** A word is taken as it is, whether or not it names something. */
  private Expression argument() {
    Token token = cursor.peek();
    Token next = cursor.peek(1);
    if (token.kind() == Token.Kind.IDENTIFIER && (next.is(",") || next.is(")"))) {
      cursor.take();
      return new Expression.Identifier(token.text(), token.span());
    }
    return grammar.expressions.assignment();
  }

  private static String bare(String name) {
    boolean wrapped = name.length() > 4 && name.startsWith("__") && name.endsWith("__");
    return wrapped ? name.substring(2, name.length() - 2) : name;
  }
}
