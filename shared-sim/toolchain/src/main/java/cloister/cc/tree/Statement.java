package cloister.cc.tree;

import cloister.asm.report.Span;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import java.util.List;
import java.util.Optional;

/** A statement with every jump's goal resolved. */
public sealed interface Statement {
  Span span();

  /**
   * A block.
   *
   * @param variables automatic ones declared in it, for whoever shows them
   * @param end the closing brace
   */
  record Block(List<Variable> variables, List<Statement> statements, Span span, Span end)
      implements Statement {}

  record Evaluate(Expression expression, Span span) implements Statement {}

  /**
   * The declaration of an automatic variable is reached.
   *
   * @param zeroFirst true when the whole object is cleared before the stores
   * @param length bytes of an array of variable length
   * @param cleanup GNU's call that is due when control leaves the rest of the block
   */
  record Define(
      Variable variable,
      List<Store> stores,
      boolean zeroFirst,
      Optional<Expression> length,
      Optional<Expression.Call> cleanup,
      Span span)
      implements Statement {}

  /**
   * A part of an object gets its first value.
   *
   * @param offset bytes from the object's start
   * @param bitField set when the part is one; its own offset is counted in {@code offset} already
   * @param value where several stores of an object have the very same one, it is evaluated once
   */
  record Store(int offset, Qualified type, Optional<Field> bitField, Expression value) {
    /** What stores evaluate, in order. */
    public static List<Expression> values(List<Store> stores) {
      ByIdentity<Boolean> known = new ByIdentity<>();
      return stores.stream().map(Store::value).filter(value -> known.put(value, true)).toList();
    }
  }

  record If(Expression condition, Statement then, Optional<Statement> otherwise, Span span)
      implements Statement {}

  /**
   * A loop.
   *
   * @param testFirst false for {@code do}
   * @param condition missing when it is always true
   * @param continueLabel where {@code continue} goes
   */
  record Loop(
      boolean testFirst,
      Optional<Expression> condition,
      Optional<Expression> step,
      Statement body,
      Label breakLabel,
      Label continueLabel,
      Span span)
      implements Statement {}

  /**
   * A switch. The value has the promoted type; the cases are in its order.
   *
   * @param otherwise where the rest goes: a default label in the body or the end
   */
  record Switch(
      Expression value,
      List<Case> cases,
      Label otherwise,
      Statement body,
      Label breakLabel,
      Span span)
      implements Statement {}

  /** From {@code first} to {@code last}, both included, in the order of the value's type. */
  record Case(long first, long last, Label label) {}

  /** A label stands here: one of the programmer's, a case's or a default's. */
  record Target(Label label, Span span) implements Statement {}

  /** {@code goto}, {@code break} and {@code continue}. */
  record Jump(Label label, Span span) implements Statement {}

  record JumpComputed(Expression address, Span span) implements Statement {}

  record Return(Optional<Expression> value, Span span) implements Statement {}

  /**
   * Inline assembly; constraints and template are checked already.
   *
   * @param gotoLabels where {@code asm goto} may go
   */
  record Assembly(
      String template,
      boolean extended,
      boolean isVolatile,
      List<Output> outputs,
      List<Input> inputs,
      List<String> clobbers,
      List<Label> gotoLabels,
      List<String> gotoNames,
      Span span)
      implements Statement {}

  record Output(String name, Constraint constraint, Expression.Place place) {}

  /** A memory operand's value is {@link Expression.AddressOf} the place. */
  record Input(String name, Constraint constraint, boolean memory, Expression value) {}
}
