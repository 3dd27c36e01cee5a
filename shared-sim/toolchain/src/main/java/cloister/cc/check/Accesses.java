package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members, elements, addresses and what pointers point to (C11 6.5.2.1, 6.5.2.3, 6.5.3.2). */
final class Accesses {
  private final Unit unit;

  Accesses(Unit unit) {
    this.unit = unit;
  }

  /** The way to a member, through anonymous members. */
  static Optional<List<Field>> path(RecordType type, String name) {
    for (Field field : type.fields()) {
      if (field.name().equals(name)) {
        return Optional.of(List.of(field));
      }
      if (field.name().isEmpty() && field.type().type() instanceof RecordType inner) {
        Optional<List<Field>> rest = path(inner, name);
        if (rest.isPresent()) {
          List<Field> all = new ArrayList<>();
          all.add(field);
          all.addAll(rest.get());
          return Optional.of(all);
        }
      }
    }
    return Optional.empty();
  }

  private static void addNames(RecordType type, List<String> names) {
    for (Field field : type.fields()) {
      if (!field.name().isEmpty()) {
        names.add(field.name());
      } else if (field.type().type() instanceof RecordType inner) {
        addNames(inner, names);
      }
    }
  }

  Operand member(Expression.Member member) {
    Span span = member.span();
    Operand base = unit.expressions.operand(member.base());
    if (Wrong.within(base.type().type())) {
      return Wrong.operand(span);
    }
    Operand whole = member.arrow() ? pointed(base, span) : base;
    Type type = whole.type().type();
    if (Wrong.is(type)) {
      return whole;
    }
    if (!(type instanceof RecordType struct)) {
      boolean pointer =
          type instanceof Type.Pointer(Qualified target) && target.type() instanceof RecordType;
      String id = pointer ? "cc.type.member.arrow" : "cc.type.member.none";
      unit.error(span, id, code("name", member.name()), code("type", TypeText.of(type)));
      return Wrong.operand(span);
    }
    if (!struct.isComplete()) {
      unit.error(span, "cc.type.incomplete", code("type", TypeText.of(type)));
      return Wrong.operand(span);
    }
    Optional<List<Field>> path = path(struct, member.name());
    if (path.isEmpty()) {
      reportMissing(struct, member.name(), span);
      return Wrong.operand(span);
    }
    Operand.Located at = Operands.located(whole);
    for (Field field : path.get()) {
      at = Operands.member(at, field, span);
    }
    return at;
  }

  private Operand pointed(Operand base, Span span) {
    Type type = unit.operands.value(base).type();
    if (type instanceof Type.Pointer) {
      return Operands.indirect(unit.operands.value(base), span);
    }
    String id = type instanceof RecordType ? "cc.type.member.dot" : "cc.type.member.pointer";
    unit.error(span, id, code("type", TypeText.of(type)));
    return Wrong.operand(span);
  }

  /** Reports a member that a structure does not have. */
  void reportMissing(RecordType struct, String name, Span span) {
    List<String> names = new ArrayList<>();
    addNames(struct, names);
    String type = TypeText.of(struct);
    Optional<String> near = unit.near(name, () -> names);
    if (near.isPresent()) {
      unit.error(
          span,
          "cc.type.member.missing.near",
          code("type", type),
          code("name", name),
          code("near", near.get()));
    } else {
      unit.error(span, "cc.type.member.missing", code("type", type), code("name", name));
    }
  }

  /** {@code a[b]} is {@code *(a + b)}. */
  Operand index(Expression.Index index) {
    return index(index, false);
  }

  /**
   * An element.
   *
   * @param addressed true when only its address is taken, which may be that of the array's end
   */
  private Operand index(Expression.Index index, boolean addressed) {
    Span span = index.span();
    Operand base = unit.expressions.operand(index.array());
    cloister.cc.tree.Expression left = unit.operands.value(base);
    cloister.cc.tree.Expression right = unit.expressions.value(index.index());
    if (Wrong.within(left.type()) || Wrong.within(right.type())) {
      return Wrong.operand(span);
    }
    boolean forward = left.type().isPointer() && right.type().isInteger();
    boolean backward = right.type().isPointer() && left.type().isInteger();
    if (!forward && !backward) {
      String types = TypeText.of(left.type().isPointer() ? right.type() : left.type());
      String id = left.type().isPointer() ? "cc.type.index.integer" : "cc.type.index.array";
      unit.error(span, id, code("type", types));
      return Wrong.operand(span);
    }
    if (isFunctionPointer(left.type()) || isFunctionPointer(right.type())) {
      Type pointer = isFunctionPointer(left.type()) ? left.type() : right.type();
      unit.error(span, "cc.type.index.function", code("type", TypeText.of(pointer)));
      return Wrong.operand(span);
    }
    checkBounds(base, right, addressed, span);
    return indirect(unit.arithmetic.binary("+", left, right, span), span);
  }

  private static boolean isFunctionPointer(Type type) {
    return type instanceof Type.Pointer(Qualified target) && target.type() instanceof Type.Function;
  }

  private void checkBounds(
      Operand base, cloister.cc.tree.Expression index, boolean addressed, Span span) {
    Type type = base.type().type();
    if (!(type instanceof Type.Array array)
        || array.length() <= 0
        || !(index instanceof cloister.cc.tree.Expression.Constant constant)) {
      return;
    }
    boolean end =
        constant.value() == array.length()
            && (addressed || array.element().type() instanceof Type.Array || isLast(base));
    if (!end && (constant.value() < 0 || constant.value() >= array.length())) {
      unit.warn(
          span,
          "cc.type.index.bounds",
          code("index", Long.toString(constant.value())),
          code("type", TypeText.of(type)));
    }
  }

  /** A last member may stand for one of flexible length, as it did before C99 had those. */
  private static boolean isLast(Operand base) {
    return base instanceof Operand.Located(MemberPlace member, boolean _)
        && member.base().type().type() instanceof RecordType struct
        && struct.fields().getLast().equals(member.field());
  }

  Operand indirect(cloister.cc.tree.Expression pointer, Span span) {
    if (Wrong.within(pointer.type())) {
      return Wrong.operand(span);
    }
    if (!pointer.type().isPointer()) {
      unit.error(span, "cc.type.indirect", code("type", TypeText.of(pointer.type())));
      return Wrong.operand(span);
    }
    return Operands.indirect(pointer, span);
  }

  cloister.cc.tree.Expression address(Expression.Prefix prefix) {
    Span span = prefix.span();
    Operand operand =
        prefix.operand() instanceof Expression.Index element
            ? index(element, true)
            : unit.expressions.operand(prefix.operand());
    if (Wrong.within(operand.type().type())) {
      return Wrong.expression(span);
    }
    return switch (operand) {
      case Operand.Routine routine -> routine.address();
      case Operand.Located located when located.lvalue() -> ofPlace(located, span);
      default -> {
        unit.error(span, "cc.type.address.value");
        yield Wrong.expression(span);
      }
    };
  }

  private cloister.cc.tree.Expression ofPlace(Operand.Located located, Span span) {
    if (Operands.isBitField(located.place())) {
      unit.error(span, "cc.type.address.bitfield");
      return Wrong.expression(span);
    }
    if (located.place() instanceof VariablePlace variable
        && unit.body.isPresent()
        && unit.body.get().isRegister(variable.variable())) {
      unit.error(span, "cc.type.address.register", code("name", variable.variable().name()));
      return Wrong.expression(span);
    }
    return Operands.address(located.place());
  }
}
