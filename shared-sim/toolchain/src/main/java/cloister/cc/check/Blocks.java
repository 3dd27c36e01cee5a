package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.flow.Reach;
import cloister.cc.check.flow.Uninitialized;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.syntax.Expression.StatementExpression;
import cloister.cc.syntax.Statement.Compound;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.StatementValue;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blocks, bodies of functions and GNU's statement expressions (C11 6.8.2). */
final class Blocks {
  private final Unit unit;

  Blocks(Unit unit) {
    this.unit = unit;
  }

  Statement.Block block(Compound compound) {
    open(compound);
    List<Statement> out = new ArrayList<>();
    compound.items().forEach(item -> unit.statements.add(item, out));
    return close(compound, out);
  }

  private void open(Compound compound) {
    unit.open();
    Body body = unit.body.orElseThrow();
    body.openBlock();
    body.labels.open(compound.labels(), compound.span());
  }

  private Statement.Block close(Compound compound, List<Statement> out) {
    Body body = unit.body.orElseThrow();
    body.labels.close();
    reportUnused();
    unit.close();
    return new Statement.Block(
        body.closeBlock(), List.copyOf(out), compound.span(), compound.end());
  }

  /** Reports the current scope's variables that nobody used. */
  void reportUnused() {
    for (Binding binding : unit.scope.bindings()) {
      if (!binding.used()
          && binding.meaning() instanceof Named.Thing(Symbol.Variable variable)
          && (variable.storage() == Storage.AUTOMATIC || variable.storage() == Storage.STATIC)
          && !Wrong.within(variable.type().type())) {
        unit.warn(binding.span(), "cc.type.unused.variable", code("name", binding.name()));
      }
    }
  }

  /** The body of a function, in the scope of its parameters. */
  Statement.Block body(Compound compound, List<Statement> start, Symbol.Function function) {
    Body body = unit.body.orElseThrow();
    body.labels.open(compound.labels(), compound.span());
    List<Statement> out = new ArrayList<>(start);
    compound.items().forEach(item -> unit.statements.add(item, out));
    body.labels.close();
    reportUnused();
    end(function, out, compound.end());
    return new Statement.Block(
        body.closeBlock(), List.copyOf(out), compound.span(), compound.end());
  }

  /**
   * The end of {@code main} returns zero (5.1.2.2.3); of others that have a value, it should not.
   */
  private void end(Symbol.Function function, List<Statement> out, Span end) {
    Type result = function.type().result();
    if (unit.diagnostics.errors() > unit.body.orElseThrow().errorsBefore()) {
      return;
    }
    Uninitialized.report(new Statement.Block(List.of(), out, end, end), unit.diagnostics);
    if (function.traits().naked() || !Reach.endOf(out)) {
      return;
    }
    if (function.name().equals("main") && result.equals(IntegerType.INT)) {
      Expression zero = new Constant(0, IntegerType.INT, end);
      out.add(new Statement.Return(Optional.of(zero), end));
    } else if (!result.isVoid()) {
      unit.warn(end, "cc.type.return.missing", code("name", function.name()));
    } else if (function.traits().noreturn()) {
      unit.warn(end, "cc.type.return.noreturn", code("name", function.name()));
    }
  }

  /** The statements but the last, when that is an expression: it is the answer. */
  private Optional<Expression> items(
      List<cloister.cc.syntax.Statement> items, List<Statement> out) {
    for (int i = 0; i < items.size(); i++) {
      if (i == items.size() - 1
          && items.get(i) instanceof cloister.cc.syntax.Statement.Evaluate last) {
        return Optional.of(unit.expressions.value(last.expression()));
      }
      unit.statements.add(items.get(i), out);
    }
    if (!out.isEmpty() && out.getLast() instanceof Statement.Evaluate last) {
      out.removeLast();
      return Optional.of(last.expression());
    }
    return Optional.empty();
  }

  /** GNU's {@code ({ … })}: the last expression is its value. */
  Expression value(StatementExpression written) {
    Span span = written.span();
    if (unit.body.isEmpty()) {
      unit.error(span, "cc.type.statement.outside");
      return Wrong.expression(span);
    }
    Compound compound = written.body();
    JumpScopes jumps = unit.body.get().jumps;
    jumps.open();
    jumps.declare(span, "");
    open(compound);
    List<Statement> out = new ArrayList<>();
    Optional<Expression> value = items(compound.items(), out);
    Statement.Block block = close(compound, out);
    jumps.close();
    Type type = value.map(Expression::type).orElseGet(Type.Void::new);
    return Wrong.is(type) ? Wrong.expression(span) : new StatementValue(block, value, type, span);
  }
}
