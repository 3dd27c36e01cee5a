package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions with two or three operands (C11 6.5.5 to 6.5.17), by precedence climbing. */
final class Expressions {
  private static final int LOWEST = 1;

  private final Grammar grammar;
  private final Cursor cursor;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The beginning of a conditional expression. */
  private record Choice(Expression condition, Optional<Expression> then, Token mark) {}

  Expression expression() {
    int outer = grammar.depth.open();
    Expression left = assignment();
    while (cursor.at(",")) {
      Token comma = cursor.take();
      left = new Expression.Comma(left, assignment(), comma.span());
      grammar.depth.grow();
    }
    grammar.depth.close(outer);
    return left;
  }

  Expression assignment() {
    int outer = grammar.depth.enter();
    Expression expression = conditional();
    Token operator = cursor.peek();
    if (assigns(operator)) {
      cursor.take();
      expression =
          new Expression.Assign(operator.text(), expression, assignment(), operator.span(), false);
      grammar.depth.grow();
    }
    grammar.depth.leave(outer);
    return expression;
  }

  /** A conditional expression; those in its last operand are read in a loop. */
  Expression conditional() {
    int outer = grammar.depth.open();
    List<Choice> choices = new ArrayList<>();
    Expression last = binary(LOWEST);
    while (cursor.at("?")) {
      Token mark = cursor.take();
      Optional<Expression> then = cursor.at(":") ? Optional.empty() : Optional.of(expression());
      colon();
      choices.add(new Choice(last, then, mark));
      grammar.depth.grow();
      last = binary(LOWEST);
    }
    for (Choice choice : choices.reversed()) {
      last = new Expression.Conditional(choice.condition, choice.then, last, choice.mark.span());
    }
    grammar.depth.close(outer);
    return last;
  }

  private void colon() {
    if (!cursor.accept(":")) {
      grammar.errors.behind(grammar.recovery.missing(":"));
    }
  }

  /** Operators that bind at least so tightly. */
  private Expression binary(int floor) {
    Expression left = grammar.operands.operand();
    while (true) {
      Token operator = cursor.peek();
      int precedence = precedence(operator);
      if (precedence < floor) {
        return left;
      }
      cursor.take();
      int outer = grammar.depth.enter();
      Expression right = binary(precedence + 1);
      grammar.depth.leave(outer);
      left = new Expression.Binary(operator.text(), left, right, operator.span(), false);
      grammar.depth.grow();
    }
  }

  private static boolean assigns(Token token) {
    if (token.kind() != Token.Kind.PUNCTUATOR) {
      return false;
    }
    return switch (token.text()) {
      case "=", "*=", "/=", "%=", "+=", "-=", "<<=", ">>=", "&=", "^=", "|=" -> true;
      default -> false;
    };
  }

  /** How tightly an operator binds; 0 when it is none. */
  private static int precedence(Token token) {
    if (token.kind() != Token.Kind.PUNCTUATOR) {
      return 0;
    }
    return switch (token.text()) {
      case "||" -> LOWEST;
      case "&&" -> 2;
      case "|" -> 3;
      case "^" -> 4;
      case "&" -> 5;
      case "==", "!=" -> 6;
      case "<", ">", "<=", ">=" -> 7;
      case "<<", ">>" -> 8;
      case "+", "-" -> 9;
      case "*", "/", "%" -> 10;
      default -> 0;
    };
  }
}
