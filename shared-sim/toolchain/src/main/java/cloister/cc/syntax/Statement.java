package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;
import java.util.Optional;

/** A statement (C11 6.8), with GNU's additions. */
public sealed interface Statement {
  Span span();

  /**
   * A block.
   *
   * @param labels GNU's {@code __label__} names
   * @param end the closing brace
   */
  record Compound(List<Statement> items, List<String> labels, Span span, Span end)
      implements Statement {}

  /** A declaration among the statements. */
  record Declares(Declaration declaration) implements Statement {
    @Override
    public Span span() {
      return declaration.span();
    }
  }

  record Evaluate(Expression expression, Span span) implements Statement {}

  record Empty(List<Attribute> attributes, Span span) implements Statement {}

  record If(Expression condition, Statement then, Optional<Statement> otherwise, Span span)
      implements Statement {}

  record Switch(Expression value, Statement body, Span span) implements Statement {}

  /**
   * A case.
   *
   * @param last the end of GNU's range {@code case first ... last}
   */
  record Case(Expression value, Optional<Expression> last, Statement body, Span span)
      implements Statement {}

  record Default(Statement body, Span span) implements Statement {}

  record While(Expression condition, Statement body, Span span) implements Statement {}

  record DoWhile(Statement body, Expression condition, Span span) implements Statement {}

  /**
   * A loop with {@code for}.
   *
   * @param start a declaration, an expression statement or nothing
   */
  record For(
      Optional<Statement> start,
      Optional<Expression> condition,
      Optional<Expression> step,
      Statement body,
      Span span)
      implements Statement {}

  record Labeled(String label, List<Attribute> attributes, Statement body, Span span)
      implements Statement {}

  record Goto(String label, Span span) implements Statement {}

  /** GNU's {@code goto *address}. */
  record GotoComputed(Expression address, Span span) implements Statement {}

  record Continue(Span span) implements Statement {}

  record Break(Span span) implements Statement {}

  record Return(Optional<Expression> value, Span span) implements Statement {}

  /** GNU's {@code asm}: basic without operands, extended with them. */
  record Assembly(
      String template,
      boolean extended,
      boolean isVolatile,
      List<Operand> outputs,
      List<Operand> inputs,
      List<String> clobbers,
      List<String> labels,
      Span span)
      implements Statement {}

  record Operand(Optional<String> name, String constraint, Expression value, Span span) {}
}
