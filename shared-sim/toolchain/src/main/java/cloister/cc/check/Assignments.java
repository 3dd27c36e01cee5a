package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Goal;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Real;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.List;
import java.util.Optional;

/** Assignments, steps and casts (C11 6.5.16, 6.5.2.4, 6.5.3.1, 6.5.4). */
final class Assignments {
  private final Unit unit;

  Assignments(Unit unit) {
    this.unit = unit;
  }

  cloister.cc.tree.Expression assign(Expression.Assign written) {
    Span span = written.span();
    Operand operand = unit.expressions.operand(written.target());
    cloister.cc.tree.Expression value = unit.expressions.value(written.value());
    Optional<Place> target = modifiable(operand, span);
    if (target.isEmpty()) {
      return Wrong.expression(span);
    }
    Type type = target.get().type().type();
    if (!written.operator().equals("=")) {
      String operator = written.operator().substring(0, written.operator().length() - 1);
      return unit.arithmetic.update(operator, target.get(), value, true, span);
    }
    cloister.cc.tree.Expression converted = unit.conversions.assign(value, type, Goal.assignment());
    return Wrong.is(converted.type())
        ? Wrong.expression(span)
        : new cloister.cc.tree.Expression.Assign(target.get(), converted, type, span);
  }

  /** {@code ++} or {@code --}. */
  cloister.cc.tree.Expression step(String operator, Expression operand, boolean result, Span span) {
    Operand found = unit.expressions.operand(operand);
    Optional<Place> target = modifiable(found, span);
    if (target.isEmpty()) {
      return Wrong.expression(span);
    }
    Type type = target.get().type().type();
    cloister.cc.tree.Expression one =
        type instanceof Type.Floating
            ? new RealConstant(Real.ONE, type, span)
            : new Constant(1, IntegerType.INT, span);
    return unit.arithmetic.update(operator.substring(1), target.get(), one, result, span);
  }

  /** The place of something that can be assigned to, or nothing after saying why not. */
  Optional<Place> modifiable(Operand operand, Span span) {
    Qualified type = operand.type();
    if (Wrong.within(type.type())) {
      return Optional.empty();
    }
    if (!(operand instanceof Operand.Located located) || !located.lvalue()) {
      unit.error(span, "cc.type.assign.value");
      return Optional.empty();
    }
    if (type.type() instanceof Type.Array) {
      unit.error(span, "cc.type.assign.array", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    if (type.isConst()) {
      reportConst(located.place(), span);
      return Optional.empty();
    }
    if (Operands.holdsConst(type.type())) {
      unit.error(span, "cc.type.assign.const.member", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    return unit.sizes.isKnown(type.type(), span) ? Optional.of(located.place()) : Optional.empty();
  }

  /**
   * The same of what assembly writes to where it lies, of which only the whole must not be const.
   */
  Optional<Place> writable(Operand operand, Span span) {
    boolean whole =
        operand instanceof Operand.Located located
            && located.lvalue()
            && (operand.type().type() instanceof Type.Array
                || operand.type().type() instanceof RecordType);
    if (!whole || Wrong.within(operand.type().type())) {
      return modifiable(operand, span);
    }
    Place place = ((Operand.Located) operand).place();
    if (element(operand.type()).isConst()) {
      reportConst(place, span);
      return Optional.empty();
    }
    boolean known =
        operand.type().type() instanceof Type.Array
            || unit.sizes.isKnown(operand.type().type(), span);
    return known ? Optional.of(place) : Optional.empty();
  }

  private static Qualified element(Qualified type) {
    Qualified inner = type;
    while (!inner.isConst() && inner.type() instanceof Type.Array array) {
      inner = array.element();
    }
    return inner;
  }

  private void reportConst(Place place, Span span) {
    switch (place) {
      case VariablePlace variable -> {
        unit.error(span, "cc.type.assign.const", code("name", variable.variable().name()));
        unit.note(variable.variable().span(), "cc.type.note.declared");
      }
      case MemberPlace member when !member.field().name().isEmpty() ->
          unit.error(span, "cc.type.assign.const", code("name", member.field().name()));
      default -> unit.error(span, "cc.type.assign.const.place");
    }
  }

  cloister.cc.tree.Expression cast(Expression.Cast cast) {
    List<Unit.Length> outer = unit.beginLengths();
    Type to = unit.typeNames.type(cast.type()).type();
    List<Unit.Length> lengths = unit.endLengths(outer);
    cloister.cc.tree.Expression value = unit.expressions.value(cast.operand());
    return unit.after(lengths, cast(value, to, cast.span()));
  }

  private cloister.cc.tree.Expression cast(cloister.cc.tree.Expression value, Type to, Span span) {
    Type from = value.type();
    if (Wrong.within(from) || Wrong.within(to)) {
      return Wrong.expression(span);
    }
    if (to.isVoid()) {
      return new Convert(value, to, span);
    }
    if (to.isScalar() && !unit.sizes.isKnown(to, span)) {
      return Wrong.expression(span);
    }
    boolean bothScalar = to.isScalar() && from.isScalar();
    boolean pointerAndReal =
        to.isPointer() && from.isFloating() || to.isFloating() && from.isPointer();
    if (bothScalar && !pointerAndReal) {
      warnOfSize(value, to, span);
      return rounded(unit.folder.convert(value, to, span), to, span);
    }
    if (to instanceof RecordType && to.equals(from)) {
      return value;
    }
    if (to instanceof RecordType union
        && union.isUnion()
        && union.isComplete()
        && unit.body.isPresent()) {
      Optional<cloister.cc.tree.Expression> made = union(value, union, span);
      if (made.isPresent()) {
        return made.get();
      }
    }
    unit.error(span, "cc.type.cast", code("from", TypeText.of(from)), code("to", TypeText.of(to)));
    return Wrong.expression(span);
  }

  /** GNU's cast to a union with a member of the value's type (GCC manual, Cast to a Union Type). */
  private Optional<cloister.cc.tree.Expression> union(
      cloister.cc.tree.Expression value, RecordType union, Span span) {
    for (Field member : union.fields()) {
      if (Compatibility.compatible(member.type().type(), value.type()) && !member.isBitField()) {
        return Optional.of(unit.variables.union(value, union, member, span));
      }
    }
    return Optional.empty();
  }

  /**
   * The value of a real operation, and what is converted by another operator, may have excess
   * precision, which a cast takes away: it converts once more to the same type.
   */
  private static cloister.cc.tree.Expression rounded(
      cloister.cc.tree.Expression value, Type to, Span span) {
    return to.isFloating() && !(value instanceof RealConstant)
        ? new Convert(value, to, span)
        : value;
  }

  private void warnOfSize(cloister.cc.tree.Expression value, Type to, Span span) {
    Type from = value.type();
    boolean narrows = from.isPointer() && to.isInteger() && !isBool(to) && to.size() < 4;
    boolean widens = from.isInteger() && to.isPointer() && from.size() > 4;
    if ((narrows || widens) && !(value instanceof Constant)) {
      String text = TypeText.of(from);
      unit.warn(span, "cc.type.cast.size", code("from", text), code("to", TypeText.of(to)));
    }
  }

  private static boolean isBool(Type type) {
    return type instanceof IntegerType integer && integer.isBool();
  }
}
