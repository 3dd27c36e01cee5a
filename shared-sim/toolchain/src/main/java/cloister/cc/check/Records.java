package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Tag;
import cloister.cc.layout.Member;
import cloister.cc.layout.RecordLayout;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeSpecifier;
import cloister.cc.syntax.TypeSpecifier.MemberDeclaration;
import cloister.cc.syntax.TypeSpecifier.MemberDeclarator;
import cloister.cc.syntax.TypeSpecifier.StructOrUnion;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Structures and unions (C11 6.7.2.1). */
final class Records {
  private final Unit unit;

  Records(Unit unit) {
    this.unit = unit;
  }

  Type type(StructOrUnion written, boolean alone) {
    return written.members().isPresent() ? define(written) : named(written, alone);
  }

  private Type named(StructOrUnion written, boolean alone) {
    String tag = written.tag().orElse("");
    Optional<Tag> found = alone ? unit.scope.tagHere(tag) : unit.scope.findTag(tag);
    if (found.isEmpty()) {
      return declare(written, tag);
    }
    return found.get() instanceof Tag.Structure(RecordType type, Span span)
            && type.isUnion() == written.union()
        ? type
        : otherKind(written, tag, found.get());
  }

  private Type otherKind(StructOrUnion written, String tag, Tag before) {
    unit.error(written.span(), "cc.type.tag.kind", code("tag", tag));
    unit.note(before.span(), "cc.type.note.previous", code("name", tag));
    return Wrong.TYPE;
  }

  private RecordType declare(StructOrUnion written, String tag) {
    RecordType type = new RecordType(written.union(), tag);
    if (!tag.isEmpty()) {
      unit.scope.declare(tag, new Tag.Structure(type, written.span()));
    }
    return type;
  }

  private Type define(StructOrUnion written) {
    String tag = written.tag().orElse("");
    Optional<Tag> before = tag.isEmpty() ? Optional.empty() : unit.scope.tagHere(tag);
    RecordType type;
    if (before.isPresent()
        && before.get() instanceof Tag.Structure(RecordType old, Span span)
        && old.isUnion() == written.union()
        && !old.isComplete()) {
      type = old;
    } else {
      before.ifPresent(
          old -> {
            unit.error(written.span(), "cc.type.tag.redefined", code("tag", tag));
            unit.note(old.span(), "cc.type.note.previous", code("name", tag));
          });
      type = declare(written, tag);
    }
    members(written, type);
    return type;
  }

  private void members(StructOrUnion written, RecordType type) {
    Attributes.Found attributes = unit.attributes.read(written.attributes());
    if (attributes.transparent && written.union()) {
      type.makeTransparent();
    }
    RecordLayout layout =
        new RecordLayout(
            written.union(), attributes.packed, attributes.mostAlignment, attributes.alignment);
    MemberList list = new MemberList(layout, new LinkedHashMap<>());
    List<MemberDeclaration> declarations = written.members().get();
    for (int i = 0; i < declarations.size(); i++) {
      switch (declarations.get(i)) {
        case TypeSpecifier.Members members ->
            members(members, list, i == declarations.size() - 1 && !written.union());
        case TypeSpecifier.Assertion assertion ->
            unit.declarations.assertion(assertion.assertion());
      }
    }
    if (type.isComplete()) {
      unit.error(written.span(), "cc.type.tag.redefined", code("tag", type.tag()));
    } else if (layout.isTooLarge()) {
      unit.error(written.span(), "cc.type.large", code("type", TypeText.of(type)));
      type.complete(List.of(), 0, 1);
    } else {
      layout.complete(type);
    }
  }

  /** The members so far, with where each name was given. */
  private record MemberList(RecordLayout layout, Map<String, Span> names) {}

  private void members(TypeSpecifier.Members members, MemberList list, boolean last) {
    Specifiers specifiers = members.specifiers();
    Specifying.Base base = unit.specifying.base(specifiers, false);
    if (members.declarators().isEmpty()) {
      anonymous(specifiers, base, list);
    }
    for (int i = 0; i < members.declarators().size(); i++) {
      boolean flexible = last && i == members.declarators().size() - 1;
      member(members.declarators().get(i), base, list, flexible);
    }
  }

  private void anonymous(Specifiers specifiers, Specifying.Base base, MemberList list) {
    boolean tagged =
        !specifiers.type().isEmpty()
            && specifiers.type().getFirst() instanceof StructOrUnion struct
            && struct.tag().isPresent();
    if (!(base.type().type() instanceof RecordType type) || tagged || !type.isComplete()) {
      unit.warn(specifiers.span(), "cc.type.declares.nothing");
      return;
    }
    addNames(type, specifiers.span(), list);
    list.layout()
        .add(
            new Member(
                "",
                base.type(),
                Field.NONE,
                base.alignment(),
                base.typeAlignment(),
                base.attributes().packed));
  }

  private void addNames(RecordType type, Span span, MemberList list) {
    for (Field field : type.fields()) {
      if (!field.name().isEmpty()) {
        addName(field.name(), span, list);
      } else if (field.type().type() instanceof RecordType inner) {
        addNames(inner, span, list);
      }
    }
  }

  private void addName(String name, Span span, MemberList list) {
    Span before = list.names().putIfAbsent(name, span);
    if (before != null) {
      unit.error(span, "cc.type.member.twice", code("name", name));
      unit.note(before, "cc.type.note.previous", code("name", name));
    }
  }

  private void member(
      MemberDeclarator written, Specifying.Base base, MemberList list, boolean last) {
    Declarators.Declared declared = unit.declarators.declared(base.type(), written.declarator());
    Attributes.Found own = unit.attributes.read(written.attributes());
    Qualified moded = Specifying.moded(declared.type(), own);
    Qualified type = unit.conventions.apply(moded, base.attributes(), own);
    String name = declared.name().orElse("");
    if (!name.isEmpty()) {
      addName(name, declared.span(), list);
    }
    unit.specifying.checkAlignas(base, type, written.width().isEmpty(), declared.span());
    int alignment = Math.max(own.alignment, base.alignment());
    int typed = base.typeAlignment(type);
    boolean packed = own.packed || base.attributes().packed;
    if (written.width().isPresent()) {
      Optional<Integer> width = width(written, type, name, declared.span());
      width.ifPresent(
          bits -> list.layout().add(new Member(name, type, bits, alignment, typed, packed)));
    } else if (isAllowed(type.type(), name, declared.span(), last, list)) {
      list.layout().add(new Member(name, type, Field.NONE, alignment, typed, packed));
    }
  }

  private boolean isAllowed(Type type, String name, Span span, boolean last, MemberList list) {
    if (type instanceof Type.Function) {
      unit.error(span, "cc.type.member.function", code("name", name));
      return false;
    }
    boolean open = type instanceof Type.Array array && array.length() == Type.Array.UNKNOWN;
    if (open && !last) {
      unit.error(span, "cc.type.member.flexible", code("name", name));
      return false;
    }
    if (open && list.names().size() <= 1) {
      unit.error(span, "cc.type.member.alone", code("name", name));
      return false;
    }
    if (type.isVariable()) {
      unit.error(span, "cc.type.member.variable", code("name", name));
      return false;
    }
    if (!open && !type.isComplete()) {
      unit.error(
          span, "cc.type.member.incomplete", code("name", name), code("type", TypeText.of(type)));
      return false;
    }
    return true;
  }

  private Optional<Integer> width(
      MemberDeclarator written, Qualified type, String name, Span span) {
    Expression width = unit.expressions.value(written.width().get());
    if (Wrong.is(type.type()) || Wrong.is(width.type())) {
      return Optional.empty();
    }
    if (!(type.type() instanceof IntegerType integer)) {
      unit.error(span, "cc.type.bitfield.type", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    if (!(width instanceof Constant constant) || !width.type().isInteger()) {
      unit.error(width.span(), "cc.type.constant.required");
      return Optional.empty();
    }
    long bits = constant.value();
    int most = integer.isBool() ? 1 : integer.width();
    if (bits < 0 || bits > most || bits == 0 && !name.isEmpty()) {
      unit.error(width.span(), "cc.type.bitfield.width", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    return Optional.of((int) bits);
  }
}
