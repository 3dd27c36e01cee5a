package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions that begin with a keyword and have types among their operands. */
final class Builtins {
  private final Grammar grammar;
  private final Cursor cursor;

  Builtins(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Nothing when another keyword stands here. */
  Optional<Expression> expression() {
    Token word = cursor.peek();
    return switch (word.text()) {
      case "_Generic" -> Optional.of(generic());
      case "__builtin_va_arg" -> Optional.of(variableArgument());
      case "__builtin_offsetof" -> Optional.of(offset());
      case "__builtin_types_compatible_p" -> Optional.of(typesCompatible());
      case "__builtin_choose_expr" -> Optional.of(choose());
      default -> Optional.empty();
    };
  }

  private Expression generic() {
    Token word = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression control = grammar.expressions.assignment();
    List<Expression.Association> associations = new ArrayList<>();
    while (cursor.accept(",")) {
      associations.add(association());
    }
    if (associations.isEmpty()) {
      grammar.errors.behind(grammar.recovery.missing(","));
    }
    grammar.recovery.close(")", open);
    return new Expression.Generic(control, List.copyOf(associations), word.span());
  }

  private Expression.Association association() {
    Optional<TypeName> type =
        cursor.accept("default") ? Optional.empty() : Optional.of(grammar.typeNames.typeName());
    grammar.recovery.expect(":");
    return new Expression.Association(type, grammar.expressions.assignment());
  }

  private Expression variableArgument() {
    Token word = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression list = grammar.expressions.assignment();
    comma();
    TypeName type = grammar.typeNames.typeName();
    grammar.recovery.close(")", open);
    return new Expression.VariableArgument(list, type, word.span());
  }

  private Expression offset() {
    Token word = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    TypeName type = grammar.typeNames.typeName();
    comma();
    List<Designator> path = new ArrayList<>();
    grammar.initializers.member().ifPresent(path::add);
    while (step(path)) {}
    grammar.recovery.close(")", open);
    return new Expression.OffsetOf(type, List.copyOf(path), word.span());
  }

  /** A further part of the path; an arrow goes to the first element of an array. */
  private boolean step(List<Designator> path) {
    Token token = cursor.peek();
    if (token.is("[")) {
      path.add(grammar.initializers.element());
      return true;
    }
    if (!token.is(".") && !token.is("->")) {
      return false;
    }
    cursor.take();
    if (token.is("->")) {
      Expression zero = new Expression.Number("0", token.span());
      path.add(new Designator.OfElement(zero, Optional.empty(), token.span()));
    }
    grammar.initializers.member().ifPresent(path::add);
    return true;
  }

  private Expression typesCompatible() {
    Token word = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    TypeName first = grammar.typeNames.typeName();
    comma();
    TypeName second = grammar.typeNames.typeName();
    grammar.recovery.close(")", open);
    return new Expression.TypesCompatible(first, second, word.span());
  }

  private Expression choose() {
    Token word = cursor.take();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression condition = grammar.expressions.assignment();
    comma();
    Expression then = grammar.expressions.assignment();
    comma();
    Expression otherwise = grammar.expressions.assignment();
    grammar.recovery.close(")", open);
    return new Expression.Choose(condition, then, otherwise, word.span());
  }

  private void comma() {
    if (!cursor.accept(",")) {
      grammar.errors.behind(grammar.recovery.missing(","));
    }
  }
}
