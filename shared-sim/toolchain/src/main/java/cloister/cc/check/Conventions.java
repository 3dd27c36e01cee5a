package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Attribute;
import cloister.cc.type.Convention;
import cloister.cc.type.Convention.Kind;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GNU's attributes that say how functions are called (GCC manual, x86 Function Attributes). */
final class Conventions {
  private final Unit unit;

  Conventions(Unit unit) {
    this.unit = unit;
  }

  /** The type with what the attributes say about it: a function, or what a pointer points to. */
  Qualified apply(Qualified type, List<Attribute> attributes) {
    if (attributes.isEmpty() || Wrong.within(type.type())) {
      return type;
    }
    if (type.type() instanceof Type.Function function) {
      return type.with(called(function, attributes));
    }
    if (type.type() instanceof Type.Pointer(Qualified target)
        && target.type() instanceof Type.Function function) {
      return type.with(new Type.Pointer(target.with(called(function, attributes))));
    }
    for (Attribute attribute : attributes) {
      unit.warn(attribute.span(), "cc.type.attribute.function", code("name", attribute.name()));
    }
    return type;
  }

  /** With what stands before all declarators and what stands at this one. */
  Qualified apply(Qualified type, Attributes.Found base, Attributes.Found own) {
    return apply(apply(type, base.conventions), own.conventions);
  }

  /** The same within a declarator: what does not fit here waits for a function further inside. */
  Qualified apply(Qualified type, List<Attribute> attributes, List<Attribute> waiting) {
    boolean fits =
        type.type() instanceof Type.Function
            || type.type() instanceof Type.Pointer(Qualified target)
                && target.type() instanceof Type.Function;
    if (fits) {
      return apply(type, attributes);
    }
    waiting.addAll(attributes);
    return type;
  }

  private Type.Function called(Type.Function function, List<Attribute> attributes) {
    Convention convention = function.convention();
    List<Kind> kinds = new ArrayList<>();
    if (!convention.equals(unit.dialect.ordinary()) && convention.kind() != Kind.CDECL) {
      kinds.add(convention.kind());
    }
    for (Attribute attribute : attributes) {
      convention =
          attribute.name().equals("regparm")
              ? registers(convention, attribute)
              : kind(convention, attribute, kinds);
    }
    return function.with(convention);
  }

  private Convention kind(Convention convention, Attribute attribute, List<Kind> before) {
    Kind kind = Kind.CDECL;
    for (Kind each : Kind.values()) {
      kind = each.spelling().equals(attribute.name()) ? each : kind;
    }
    for (Kind other : before) {
      if (other != kind) {
        return conflict(convention, attribute, other.spelling());
      }
    }
    before.add(kind);
    return kind == Kind.FASTCALL && convention.chosen()
        ? conflict(convention, attribute, "regparm")
        : convention.with(kind);
  }

  private Convention registers(Convention convention, Attribute attribute) {
    if (convention.kind() == Kind.FASTCALL) {
      return conflict(convention, attribute, Kind.FASTCALL.spelling());
    }
    Optional<Long> words = unit.attributes.number(attribute, 0);
    if (words.isEmpty()) {
      return convention;
    }
    if (words.get() < 0 || words.get() > Convention.MOST_REGISTERS) {
      unit.warn(
          attribute.span(), "cc.type.attribute.regparm", code("value", Long.toString(words.get())));
      return convention;
    }
    return convention.withRegisters(words.get().intValue());
  }

  private Convention conflict(Convention convention, Attribute attribute, String other) {
    unit.error(
        attribute.span(),
        "cc.type.attribute.conflict",
        code("name", attribute.name()),
        code("other", other));
    return convention;
  }
}
