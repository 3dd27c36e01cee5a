package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.check.scope.Tag;
import cloister.cc.syntax.TypeSpecifier.Enumeration;
import cloister.cc.syntax.TypeSpecifier.Enumerator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.EnumType;
import cloister.cc.type.IntegerType;
import cloister.cc.type.IntegerType.Kind;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enumerations (C11 6.7.2.2); as gcc's, one without negative values is unsigned. */
final class Enumerations {
  private final Unit unit;

  Enumerations(Unit unit) {
    this.unit = unit;
  }

  /**
   * A constant's value.
   *
   * @param number negative for one that is beyond the signed 64 bits
   */
  private record Value(Enumerator enumerator, long number, boolean signed) {
    boolean large() {
      return number < 0 && !signed;
    }

    boolean isInt() {
      return number == (int) number && !large();
    }

    IntegerType type() {
      return isInt()
          ? IntegerType.INT
          : large() ? IntegerType.UNSIGNED_LONG_LONG : IntegerType.LONG_LONG;
    }
  }

  Type type(Enumeration written) {
    return written.enumerators().isPresent()
        ? define(written, written.enumerators().get())
        : named(written);
  }

  private Type named(Enumeration written) {
    String tag = written.tag().orElse("");
    Optional<Tag> found = unit.scope.findTag(tag);
    if (found.isPresent() && found.get() instanceof Tag.Enumeration enumeration) {
      return enumeration.type();
    }
    if (found.isPresent()) {
      unit.error(written.span(), "cc.type.tag.kind", code("tag", tag));
      unit.note(found.get().span(), "cc.type.note.previous", code("name", tag));
      return Wrong.TYPE;
    }
    IntegerType type = new IntegerType(Kind.UNSIGNED_INT, Optional.of(new EnumType(tag)));
    unit.scope.declare(tag, new Tag.Enumeration(type, false, written.span()));
    return type;
  }

  private Type define(Enumeration written, List<Enumerator> enumerators) {
    String tag = written.tag().orElse("");
    Optional<Tag> before = unit.scope.tagHere(tag).filter(found -> !tag.isEmpty());
    boolean again = before.isPresent();
    boolean forward =
        again
            && before.get() instanceof Tag.Enumeration(IntegerType t, boolean done, var s)
            && !done;
    if (again && !forward) {
      unit.error(written.span(), "cc.type.tag.redefined", code("tag", tag));
      unit.note(before.get().span(), "cc.type.note.previous", code("name", tag));
    }
    List<Value> values = new ArrayList<>();
    for (Enumerator enumerator : enumerators) {
      Value value =
          enumerator.value().isPresent()
              ? written(enumerator)
              : values.isEmpty() ? new Value(enumerator, 0, true) : next(enumerator, values);
      values.add(value);
      declare(value);
    }
    boolean packed = unit.attributes.read(written.attributes()).packed;
    EnumType identity =
        forward ? ((Tag.Enumeration) before.get()).type().enumeration().get() : new EnumType(tag);
    IntegerType type = new IntegerType(kind(values, packed), Optional.of(identity));
    identity.complete(
        values.stream()
            .map(value -> new EnumType.Constant(value.enumerator().name(), value.number()))
            .toList());
    values.forEach(value -> redeclareWide(value, type));
    if (!tag.isEmpty()) {
      unit.scope.declare(tag, new Tag.Enumeration(type, true, written.span()));
    }
    return type;
  }

  private Value written(Enumerator enumerator) {
    Expression value = unit.expressions.value(enumerator.value().get());
    if (value instanceof Constant constant && constant.type() instanceof IntegerType type) {
      return new Value(enumerator, constant.value(), type.isSigned());
    }
    unit.error(enumerator.span(), "cc.type.constant.required");
    return new Value(enumerator, 0, true);
  }

  /** One more than the constant before. */
  private Value next(Enumerator enumerator, List<Value> values) {
    Value before = values.getLast();
    long number = before.number() + 1;
    boolean end = before.signed() ? number == Long.MIN_VALUE : number == 0;
    if (end || before.isInt() && number > Integer.MAX_VALUE) {
      unit.error(enumerator.span(), "cc.type.enumerator.overflow", code("name", enumerator.name()));
    }
    return new Value(enumerator, end ? 0 : number, before.signed());
  }

  private void declare(Value value) {
    Enumerator enumerator = value.enumerator();
    Optional<Binding> before = unit.scope.here(enumerator.name());
    if (before.isPresent()) {
      unit.error(enumerator.span(), "cc.type.redefined", code("name", enumerator.name()));
      unit.note(before.get().span(), "cc.type.note.previous", code("name", enumerator.name()));
    }
    Named meaning = new Named.Enumerator(value.number(), value.type());
    unit.scope.declare(new Binding(enumerator.name(), meaning, enumerator.span()));
  }

  /** A constant that is no {@code int} has the enumeration's type. */
  private void redeclareWide(Value value, IntegerType type) {
    if (!value.isInt()) {
      Enumerator enumerator = value.enumerator();
      Named meaning = new Named.Enumerator(value.number(), IntegerType.of(type.kind()));
      unit.scope.declare(new Binding(enumerator.name(), meaning, enumerator.span()));
    }
  }

  private static Kind kind(List<Value> values, boolean packed) {
    long least = 0;
    long most = 0;
    for (Value value : values) {
      if (value.large()) {
        return Kind.UNSIGNED_LONG_LONG;
      }
      least = Math.min(least, value.number());
      most = Math.max(most, value.number());
    }
    boolean signed = least < 0;
    if (packed && (signed ? least >= -0x80 && most < 0x80 : most < 0x100)) {
      return signed ? Kind.SIGNED_CHAR : Kind.UNSIGNED_CHAR;
    }
    if (packed && (signed ? least >= -0x8000 && most < 0x8000 : most < 0x10000)) {
      return signed ? Kind.SHORT : Kind.UNSIGNED_SHORT;
    }
    if (signed ? least == (int) least && most == (int) most : most <= 0xFFFF_FFFFL) {
      return signed ? Kind.INT : Kind.UNSIGNED_INT;
    }
    return signed ? Kind.LONG_LONG : Kind.UNSIGNED_LONG_LONG;
  }
}
