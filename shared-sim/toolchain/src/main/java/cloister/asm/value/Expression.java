package cloister.asm.value;

import cloister.asm.report.Span;

/** An expression as written. */
public sealed interface Expression {
  Span span();

  record Constant(long value, Span span) implements Expression {}

  record Symbol(String name, Span span) implements Expression {}

  record Named(Register register, Span span) implements Expression {}

  /** {@code $}: where the statement starts. */
  record Here(Span span) implements Expression {}

  /** {@code $$}: where the section starts. */
  record SectionStart(Span span) implements Expression {}

  record Unary(String operator, Expression operand, Span span) implements Expression {}

  record Binary(String operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Conditional(Expression condition, Expression yes, Expression no, Span span)
      implements Expression {}
}
