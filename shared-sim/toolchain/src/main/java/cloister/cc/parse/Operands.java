package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Statement;
import cloister.cc.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Casts, unary, postfix and primary expressions (C11 6.5.1 to 6.5.4). */
final class Operands {
  private final Grammar grammar;
  private final Cursor cursor;

  Operands(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A cast expression: what a binary operator has on its sides. */
  Expression operand() {
    int outer = grammar.depth.enter();
    Expression operand = castAhead() ? cast() : unary();
    grammar.depth.leave(outer);
    return operand;
  }

  /** Adjacent string literals, when there is one. */
  Optional<Expression.StringLiteral> string() {
    Token first = cursor.peek();
    List<Token> parts = new ArrayList<>();
    while (cursor.peek().kind() == Token.Kind.STRING) {
      parts.add(cursor.take());
    }
    if (parts.isEmpty()) {
      grammar.errors.here(Complaint.stringExpected(first));
      return Optional.empty();
    }
    return Optional.of(new Expression.StringLiteral(List.copyOf(parts), first.span()));
  }

  private boolean castAhead() {
    return cursor.at("(") && grammar.typeNames.here(1);
  }

  private Expression cast() {
    Token open = cursor.take();
    TypeName type = grammar.typeNames.typeName();
    grammar.recovery.close(")", open);
    return cursor.at("{")
        ? postfix(literal(type, open))
        : new Expression.Cast(type, operand(), open.span());
  }

  private Expression literal(TypeName type, Token open) {
    return new Expression.CompoundLiteral(type, grammar.initializers.braced(), open.span());
  }

  private Expression unary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case PUNCTUATOR -> prefix(token);
      case IDENTIFIER -> word(token);
      default -> postfix(primary());
    };
  }

  private Expression prefix(Token token) {
    return switch (token.text()) {
      case "++", "--", "&", "*", "+", "-", "~", "!" -> {
        cursor.take();
        yield new Expression.Prefix(token.text(), operand(), token.span());
      }
      case "&&" -> labelAddress();
      default -> postfix(primary());
    };
  }

  private Expression word(Token token) {
    return switch (token.text()) {
      case "__real__", "__imag__" -> {
        cursor.take();
        yield new Expression.Prefix(token.text(), operand(), token.span());
      }
      case "__extension__" -> {
        cursor.take();
        yield operand();
      }
      case "sizeof", "_Alignof", "__alignof__" -> size(token);
      default -> postfix(primary());
    };
  }

  private Expression labelAddress() {
    Token operator = cursor.take();
    Token label = cursor.peek();
    if (label.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(label)) {
      grammar.declarators.nameMissing();
      return new Expression.Wrong(operator.span());
    }
    cursor.take();
    return new Expression.LabelAddress(label.text(), operator.span());
  }

  private Expression size(Token operator) {
    cursor.take();
    if (!castAhead()) {
      return sizeOf(operator, unaryWithin());
    }
    Token open = cursor.take();
    TypeName type = grammar.typeNames.typeName();
    grammar.recovery.close(")", open);
    return cursor.at("{")
        ? sizeOf(operator, postfix(literal(type, open)))
        : new Expression.SizeOfType(operator.text(), type, operator.span());
  }

  private Expression unaryWithin() {
    int outer = grammar.depth.enter();
    Expression operand = unary();
    grammar.depth.leave(outer);
    return operand;
  }

  private static Expression sizeOf(Token operator, Expression operand) {
    return new Expression.SizeOfExpression(operator.text(), operand, operator.span());
  }

  private Expression postfix(Expression primary) {
    Expression base = primary;
    while (true) {
      Token token = cursor.peek();
      if (token.kind() != Token.Kind.PUNCTUATOR) {
        return base;
      }
      switch (token.text()) {
        case "[" -> base = index(base);
        case "(" -> base = call(base);
        case ".", "->" -> base = member(base);
        case "++", "--" -> base = new Expression.Postfix(token.text(), base, cursor.take().span());
        default -> {
          return base;
        }
      }
      grammar.depth.grow();
    }
  }

  private Expression index(Expression array) {
    Token open = cursor.take();
    Expression index = grammar.expressions.expression();
    grammar.recovery.close("]", open);
    return new Expression.Index(array, index, open.span());
  }

  private Expression call(Expression function) {
    Token open = cursor.take();
    List<Expression> arguments = new ArrayList<>();
    if (!cursor.at(")")) {
      do {
        arguments.add(grammar.expressions.assignment());
      } while (grammar.recovery.goesOn(")"));
    }
    grammar.recovery.close(")", open);
    return new Expression.Call(function, List.copyOf(arguments), function.span());
  }

  private Expression member(Expression base) {
    Token operator = cursor.take();
    Token name = cursor.peek();
    if (name.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(name)) {
      grammar.declarators.wrongName();
      return new Expression.Wrong(operator.span());
    }
    cursor.take();
    return new Expression.Member(base, name.text(), operator.is("->"), name.span());
  }

  private Expression primary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> new Expression.Number(cursor.take().text(), token.span());
      case CHARACTER -> new Expression.Character(cursor.take().text(), token.span());
      case STRING -> string().orElseThrow();
      case IDENTIFIER -> named(token);
      case PUNCTUATOR -> token.is("(") ? parenthesized() : missing(token);
      case OTHER, END -> missing(token);
    };
  }

  private Expression named(Token token) {
    if (Keywords.isKeyword(token)) {
      return grammar.builtins.expression().orElseGet(() -> missing(token));
    }
    if (grammar.scopes.isType(token.text())) {
      grammar.errors.here(Complaint.typeAsValue(token.text()));
    }
    cursor.take();
    return new Expression.Identifier(token.text(), token.span());
  }

  private Expression parenthesized() {
    Token open = cursor.take();
    if (cursor.at("{")) {
      Statement.Compound body = grammar.blocks.block();
      grammar.recovery.close(")", open);
      return new Expression.StatementExpression(body, open.span());
    }
    Expression inner = grammar.expressions.expression();
    grammar.recovery.close(")", open);
    return enclosed(inner);
  }

  /** Whoever writes parentheses means what stands in them. */
  private static Expression enclosed(Expression inner) {
    return switch (inner) {
      case Expression.Binary binary ->
          new Expression.Binary(
              binary.operator(), binary.left(), binary.right(), binary.span(), true);
      case Expression.Assign assign ->
          new Expression.Assign(
              assign.operator(), assign.target(), assign.value(), assign.span(), true);
      default -> inner;
    };
  }

  private Expression missing(Token token) {
    grammar.errors.here(Complaint.expressionExpected(token));
    return new Expression.Wrong(token.span());
  }
}
