package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Goal;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Statement;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement.Block;
import cloister.cc.tree.Statement.Evaluate;
import cloister.cc.tree.Statement.Jump;
import cloister.cc.tree.Statement.JumpComputed;
import cloister.cc.tree.Statement.Loop;
import cloister.cc.tree.Statement.Target;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Statements (C11 6.8). */
final class Statements {
  private final Unit unit;
  private final Switches switches;
  private final Assemblies assemblies;

  Statements(Unit unit) {
    this.unit = unit;
    switches = new Switches(unit);
    assemblies = new Assemblies(unit);
  }

  private Body body() {
    return unit.body.orElseThrow();
  }

  /** Adds what a statement does; a declaration can become several, or none. */
  void add(Statement written, List<cloister.cc.tree.Statement> out) {
    switch (written) {
      case Statement.Declares declares -> unit.declarations.local(declares.declaration(), out);
      case Statement.Empty empty -> unit.attributes.read(empty.attributes());
      case Statement.Compound compound -> out.add(unit.blocks.block(compound));
      case Statement.Evaluate evaluate -> evaluate(evaluate, out);
      case Statement.Labeled labeled -> labeled(labeled, out);
      case Statement.Case one -> switches.add(one, out);
      case Statement.Default other -> switches.add(other, out);
      case Statement.Switch choice -> out.add(scoped(() -> switches.choice(choice)));
      case Statement.If branch -> out.add(scoped(() -> branch(branch)));
      case Statement.While loop -> out.add(scoped(() -> loop(loop)));
      case Statement.DoWhile loop -> out.add(scoped(() -> loop(loop)));
      case Statement.For loop -> out.add(loop(loop));
      case Statement.Goto jump ->
          out.add(new Jump(body().labels.jump(jump.label(), jump.span()), jump.span()));
      case Statement.GotoComputed jump -> computed(jump, out);
      case Statement.Break jump -> leave(body().breaks, "break", jump.span(), out);
      case Statement.Continue jump -> leave(body().continues, "continue", jump.span(), out);
      case Statement.Return done -> out.add(giveBack(done));
      case Statement.Assembly assembly -> out.add(assemblies.check(assembly));
    }
  }

  /** A statement that stands alone, as a branch or a loop's body does, has a scope of its own. */
  cloister.cc.tree.Statement one(Statement written) {
    List<cloister.cc.tree.Statement> out = new ArrayList<>();
    unit.open();
    add(written, out);
    unit.close();
    return out.size() == 1
        ? out.getFirst()
        : new Block(List.of(), List.copyOf(out), written.span(), written.span());
  }

  private void evaluate(Statement.Evaluate written, List<cloister.cc.tree.Statement> out) {
    Expression value = unit.expressions.value(written.expression());
    boolean idle =
        switch (value) {
          case Expression.Binary binary -> true;
          case Expression.Unary unary -> true;
          default -> false;
        };
    if (idle && !Wrong.is(value.type())) {
      unit.warn(value.span(), "cc.type.unused.value");
    }
    out.add(new Evaluate(value, written.span()));
  }

  private void labeled(Statement.Labeled written, List<cloister.cc.tree.Statement> out) {
    Label label = body().labels.define(written.label(), written.span());
    if (unit.attributes.read(written.attributes()).unused) {
      body().labels.use(written.label(), written.span());
    }
    out.add(new Target(label, written.span()));
    add(written.body(), out);
  }

  /**
   * What a condition declares, a tag or constant, is known in its statement only (6.8.4, 6.8.5).
   */
  private cloister.cc.tree.Statement scoped(Supplier<cloister.cc.tree.Statement> statement) {
    unit.open();
    cloister.cc.tree.Statement checked = statement.get();
    unit.close();
    return checked;
  }

  private cloister.cc.tree.Statement branch(Statement.If written) {
    Expression condition = unit.expressions.condition(written.condition());
    cloister.cc.tree.Statement then = one(written.then());
    Optional<cloister.cc.tree.Statement> otherwise = written.otherwise().map(this::one);
    return new cloister.cc.tree.Statement.If(condition, then, otherwise, written.span());
  }

  /** The labels of a loop while its body is checked. */
  private cloister.cc.tree.Statement loopBody(Statement written, Label end, Label next) {
    body().breaks.add(end);
    body().continues.add(next);
    cloister.cc.tree.Statement statement = one(written);
    body().breaks.removeLast();
    body().continues.removeLast();
    return statement;
  }

  private cloister.cc.tree.Statement loop(Statement.While written) {
    Expression condition = unit.expressions.condition(written.condition());
    return loop(true, Optional.of(condition), Optional.empty(), written.body(), written.span());
  }

  private cloister.cc.tree.Statement loop(
      boolean testFirst,
      Optional<Expression> condition,
      Optional<Expression> step,
      Statement written,
      Span span) {
    Label end = new Label("");
    Label next = new Label("");
    cloister.cc.tree.Statement statement = loopBody(written, end, next);
    return new Loop(testFirst, condition, step, statement, end, next, span);
  }

  private cloister.cc.tree.Statement loop(Statement.DoWhile written) {
    Label end = new Label("");
    Label next = new Label("");
    cloister.cc.tree.Statement statement = loopBody(written.body(), end, next);
    Expression condition = unit.expressions.condition(written.condition());
    return new Loop(
        false, Optional.of(condition), Optional.empty(), statement, end, next, written.span());
  }

  private cloister.cc.tree.Statement loop(Statement.For written) {
    unit.open();
    body().openBlock();
    List<cloister.cc.tree.Statement> out = new ArrayList<>();
    written.start().ifPresent(start -> start(start, out));
    Optional<Expression> condition = written.condition().map(unit.expressions::condition);
    Optional<Expression> step = written.step().map(unit.expressions::value);
    out.add(loop(true, condition, step, written.body(), written.span()));
    unit.blocks.reportUnused();
    unit.close();
    return new Block(body().closeBlock(), List.copyOf(out), written.span(), endOf(written.body()));
  }

  private void start(Statement written, List<cloister.cc.tree.Statement> out) {
    if (written instanceof Statement.Declares declares
        && declares.declaration() instanceof Declaration.Plain plain
        && (plain.specifiers().has("static") || plain.specifiers().has("extern"))) {
      unit.error(plain.specifiers().span(), "cc.type.for.storage");
    }
    add(written, out);
    for (Binding binding : unit.scope.bindings()) {
      if (binding.meaning() instanceof Named.Routine
          || binding.meaning() instanceof Named.Typedef) {
        unit.error(binding.span(), "cc.type.for.variable", code("name", binding.name()));
      }
    }
  }

  /** The closing brace of a loop's body; without braces, where its last statement begins. */
  private static Span endOf(Statement body) {
    Statement last = body;
    while (true) {
      switch (last) {
        case Statement.Compound block -> {
          return block.end();
        }
        case Statement.For loop -> last = loop.body();
        case Statement.While loop -> last = loop.body();
        case Statement.If choice -> last = choice.otherwise().orElse(choice.then());
        default -> {
          return last.span();
        }
      }
    }
  }

  private void computed(Statement.GotoComputed written, List<cloister.cc.tree.Statement> out) {
    Expression address = unit.expressions.value(written.address());
    if (Wrong.within(address.type())) {
      return;
    }
    if (!address.type().isPointer()) {
      String type = TypeText.of(address.type());
      unit.error(written.span(), "cc.type.goto.pointer", code("type", type));
      return;
    }
    Type target = new Type.Pointer(Qualified.plain(new Type.Void()));
    Expression converted = unit.conversions.convert(address, target);
    out.add(new JumpComputed(converted, written.span()));
  }

  private void leave(
      List<Label> goals, String word, Span span, List<cloister.cc.tree.Statement> out) {
    if (goals.isEmpty()) {
      unit.error(span, "cc.type.jump.outside", code("word", word));
    } else {
      out.add(new Jump(goals.getLast(), span));
    }
  }

  private Expression dropped(Expression value) {
    return unit.conversions.convert(value, new Type.Void());
  }

  private cloister.cc.tree.Statement giveBack(Statement.Return written) {
    Span span = written.span();
    String name = body().function().name();
    Type result = body().function().type().result();
    Optional<Expression> value = written.value().map(unit.expressions::value);
    if (body().function().traits().noreturn()) {
      unit.warn(span, "cc.type.return.noreturn", code("name", name));
    }
    if (value.isEmpty()) {
      if (!result.isVoid() && !Wrong.within(result)) {
        unit.permit(
            span, "cc.type.return.value", code("name", name), code("type", TypeText.of(result)));
        unit.note(body().function().span(), "cc.type.note.declared");
      }
      return new cloister.cc.tree.Statement.Return(value, span);
    }
    Type type = value.get().type();
    if (result.isVoid()) {
      if (!type.isVoid() && !Wrong.within(type)) {
        unit.permit(value.get().span(), "cc.type.return.void", code("name", name));
        unit.note(body().function().span(), "cc.type.note.declared");
      }
      return new cloister.cc.tree.Statement.Return(value.map(this::dropped), span);
    }
    Goal goal =
        new Goal(
            Message.of("cc.type.goal.result", code("name", name)),
            Optional.of(body().function().span()));
    Expression converted = unit.conversions.assign(value.get(), result, goal);
    unit.slips.returned(converted);
    return new cloister.cc.tree.Statement.Return(Optional.of(converted), span);
  }
}
