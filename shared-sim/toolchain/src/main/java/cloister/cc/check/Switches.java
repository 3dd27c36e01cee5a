package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.constant.IntegerMath;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Statement;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement.Case;
import cloister.cc.tree.Statement.Target;
import cloister.cc.type.IntegerType;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code switch} and its labels (C11 6.8.4.2). */
final class Switches {
  private final Unit unit;

  Switches(Unit unit) {
    this.unit = unit;
  }

  private List<Body.Switch> open() {
    return unit.body.orElseThrow().switches;
  }

  cloister.cc.tree.Statement choice(Statement.Switch written) {
    Expression given = unit.expressions.value(written.value());
    Expression value = unit.conversions.promote(given);
    if (!value.type().isInteger()) {
      unit.error(written.value().span(), "cc.type.switch", code("type", TypeText.of(value.type())));
      value = Wrong.expression(written.span());
    }
    Body body = unit.body.orElseThrow();
    Body.Switch found = new Body.Switch(given.type(), value.type(), body.jumps.here());
    Label end = new Label("");
    body.switches.add(found);
    body.breaks.add(end);
    cloister.cc.tree.Statement statement = unit.statements.one(written.body());
    body.breaks.removeLast();
    body.switches.removeLast();
    List<Case> cases = sorted(found, ((IntegerType) value.type()).isSigned());
    return new cloister.cc.tree.Statement.Switch(
        value, cases, found.otherwise.orElse(end), statement, end, written.span());
  }

  private List<Case> sorted(Body.Switch found, boolean signed) {
    Comparator<Body.Place> order =
        (a, b) -> IntegerMath.compare(a.found().first(), b.found().first(), signed);
    List<Body.Place> places = new ArrayList<>(found.cases);
    places.sort(order);
    List<Case> cases = new ArrayList<>();
    Optional<Body.Place> before = Optional.empty();
    for (Body.Place place : places) {
      if (before.isPresent()
          && IntegerMath.compare(before.get().found().last(), place.found().first(), signed) >= 0) {
        String value = Long.toString(place.found().first());
        unit.error(place.span(), "cc.type.case.twice", code("value", value));
        unit.note(before.get().span(), "cc.type.note.previous", code("name", "case"));
      } else {
        cases.add(place.found());
        before = Optional.of(place);
      }
    }
    return cases;
  }

  private void checkJump(Body.Switch from, Span span) {
    JumpScopes.passed(from.scope, unit.body.orElseThrow().jumps.here())
        .ifPresent(passed -> reportJump(unit, passed, span));
  }

  static void reportJump(Unit unit, JumpScopes.Declared passed, Span span) {
    if (passed.name().isEmpty()) {
      unit.error(span, "cc.type.jump.value");
      unit.note(passed.span(), "cc.type.note.value");
    } else {
      unit.error(span, "cc.type.jump.variable", code("name", passed.name()));
      unit.note(passed.span(), "cc.type.note.declared");
    }
  }

  void add(Statement.Case written, List<cloister.cc.tree.Statement> out) {
    Label label = new Label("");
    if (open().isEmpty()) {
      unit.error(written.span(), "cc.type.case.outside", code("word", "case"));
    } else {
      Body.Switch inside = open().getLast();
      checkJump(inside, written.span());
      Optional<Long> first = value(written.value(), inside);
      Optional<Long> last =
          written.last().isPresent() ? value(written.last().get(), inside) : first;
      if (first.isPresent() && last.isPresent()) {
        add(inside, new Case(first.get(), last.get(), label), written.span());
      }
    }
    out.add(new Target(label, written.span()));
    unit.statements.add(written.body(), out);
  }

  private void add(Body.Switch inside, Case found, Span span) {
    boolean signed = ((IntegerType) inside.type).isSigned();
    if (IntegerMath.compare(found.first(), found.last(), signed) > 0) {
      unit.warn(span, "cc.type.case.empty");
    } else {
      inside.cases.add(new Body.Place(found, span));
    }
  }

  private Optional<Long> value(cloister.cc.syntax.Expression written, Body.Switch inside) {
    Expression value = unit.expressions.value(written);
    if (Wrong.is(value.type())) {
      return Optional.empty();
    }
    if (!(value instanceof Constant constant) || !value.type().isInteger()) {
      unit.error(written.span(), "cc.type.constant.required");
      return Optional.empty();
    }
    unit.slips.awaited(constant, inside.given);
    return Optional.of(IntegerMath.wrap(constant.value(), (IntegerType) inside.type));
  }

  void add(Statement.Default written, List<cloister.cc.tree.Statement> out) {
    Label label = new Label("");
    if (open().isEmpty()) {
      unit.error(written.span(), "cc.type.case.outside", code("word", "default"));
    } else if (open().getLast().otherwise.isPresent()) {
      unit.error(written.span(), "cc.type.case.default");
      open()
          .getLast()
          .otherwiseSpan
          .ifPresent(span -> unit.note(span, "cc.type.note.previous", code("name", "default")));
    } else {
      checkJump(open().getLast(), written.span());
      open().getLast().otherwise = Optional.of(label);
      open().getLast().otherwiseSpan = Optional.of(written.span());
    }
    out.add(new Target(label, written.span()));
    unit.statements.add(written.body(), out);
  }
}
