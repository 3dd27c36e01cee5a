package cloister.cc.syntax;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.List;
import java.util.Optional;

/** An expression as written (C11 6.5). Operators keep the spelling that they have in the source. */
public sealed interface Expression {
  /** Where its operator stands, or its only token: the place that a message points to. */
  Span span();

  record Identifier(String name, Span span) implements Expression {}

  /** An integer or floating constant, by its spelling. */
  record Number(String text, Span span) implements Expression {}

  /** A character constant with prefix and quotes. */
  record Character(String text, Span span) implements Expression {}

  /** Adjacent string literals (6.4.5). */
  record StringLiteral(List<Token> parts, Span span) implements Expression {}

  /** {@code _Generic}: an association without a type is the default (6.5.1.1). */
  record Generic(Expression control, List<Association> associations, Span span)
      implements Expression {}

  record Association(Optional<TypeName> type, Expression value) {}

  record Call(Expression function, List<Expression> arguments, Span span) implements Expression {}

  record Index(Expression array, Expression index, Span span) implements Expression {}

  /**
   * {@code base.name} or {@code base->name}.
   *
   * @param span of the name
   */
  record Member(Expression base, String name, boolean arrow, Span span) implements Expression {}

  /** {@code ++} or {@code --} behind its operand. */
  record Postfix(String operator, Expression operand, Span span) implements Expression {}

  /** {@code ++ -- & * + - ~ !} before their operand, and {@code __real__} and its like. */
  record Prefix(String operator, Expression operand, Span span) implements Expression {}

  /**
   * {@code sizeof} or {@code _Alignof} of an expression.
   *
   * @param operator {@code sizeof} or {@code _Alignof}
   */
  record SizeOfExpression(String operator, Expression operand, Span span) implements Expression {}

  record SizeOfType(String operator, TypeName type, Span span) implements Expression {}

  record Cast(TypeName type, Expression operand, Span span) implements Expression {}

  /**
   * All binary operators but assignments and the comma, {@code &&} and {@code ||} included.
   *
   * @param enclosed true when parentheses stand around it
   */
  record Binary(String operator, Expression left, Expression right, Span span, boolean enclosed)
      implements Expression {}

  /**
   * {@code =} and the compound assignments.
   *
   * @param enclosed true when parentheses stand around it
   */
  record Assign(String operator, Expression target, Expression value, Span span, boolean enclosed)
      implements Expression {}

  /**
   * {@code condition ? then : otherwise}.
   *
   * @param then missing in GNU's {@code condition ?: otherwise}
   */
  record Conditional(
      Expression condition, Optional<Expression> then, Expression otherwise, Span span)
      implements Expression {}

  record Comma(Expression left, Expression right, Span span) implements Expression {}

  record CompoundLiteral(TypeName type, Initializer.Braced initializer, Span span)
      implements Expression {}

  /** GNU's {@code ({ … })}. */
  record StatementExpression(Statement.Compound body, Span span) implements Expression {}

  /** GNU's {@code &&label}. */
  record LabelAddress(String label, Span span) implements Expression {}

  /** {@code __builtin_va_arg(list, type)}. */
  record VariableArgument(Expression list, TypeName type, Span span) implements Expression {}

  /** {@code __builtin_offsetof(type, path)}; the path begins with a member's name. */
  record OffsetOf(TypeName type, List<Designator> path, Span span) implements Expression {}

  /** {@code __builtin_types_compatible_p(first, second)}. */
  record TypesCompatible(TypeName first, TypeName second, Span span) implements Expression {}

  /** {@code __builtin_choose_expr(condition, then, otherwise)}. */
  record Choose(Expression condition, Expression then, Expression otherwise, Span span)
      implements Expression {}

  /** What stands for an expression that could not be read; its error has been reported. */
  record Wrong(Span span) implements Expression {}
}
