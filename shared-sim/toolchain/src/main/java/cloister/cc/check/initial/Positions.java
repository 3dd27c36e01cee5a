package cloister.cc.check.initial;

import static cloister.message.Argument.code;

import cloister.asm.report.Nearest;
import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the parts of arrays and structures by number and by designator. */
final class Positions {
  private static final long MOST = Integer.MAX_VALUE;

  private final Diagnostics diagnostics;
  private final Function<Expression, cloister.cc.tree.Expression> value;
  private long mostElements;

  Positions(Diagnostics diagnostics, Function<Expression, cloister.cc.tree.Expression> value) {
    this.diagnostics = diagnostics;
    this.value = value;
  }

  /**
   * A part.
   *
   * @param offset bytes from the whole's start
   * @param count how many elements a range means
   * @param next the position after it
   * @param again true when the designator names something within it, an anonymous member
   */
  record Found(
      Qualified type,
      long offset,
      Optional<Field> bitField,
      long count,
      long next,
      boolean again) {}

  /** The most elements that an array of unknown length was seen to have. */
  long mostElements() {
    return mostElements;
  }

  void seen(long elements) {
    mostElements = Math.max(mostElements, elements);
  }

  /** The part with a number, counted from 0. */
  Optional<Found> at(Qualified type, long position) {
    if (type.type() instanceof Type.Array array) {
      boolean inside = position < (array.length() < 0 ? MOST : array.length());
      return inside ? Optional.of(elements(array, position, position)) : Optional.empty();
    }
    List<Field> fields = ((RecordType) type.type()).fields();
    boolean union = ((RecordType) type.type()).isUnion();
    if (position >= (union ? Math.min(1, fields.size()) : fields.size())) {
      return Optional.empty();
    }
    return Optional.of(member(fields.get((int) position), position, false));
  }

  private static Found elements(Type.Array array, long first, long last) {
    long size = array.element().type().size();
    return new Found(
        array.element(), first * size, Optional.empty(), last - first + 1, last + 1, false);
  }

  private static Found member(Field field, long position, boolean again) {
    Optional<Field> bits = field.isBitField() ? Optional.of(field) : Optional.empty();
    return new Found(field.type(), field.offset(), bits, 1, position + 1, again);
  }

  /** The part that a designator names, or nothing after saying what is wrong. */
  Optional<Found> designated(Qualified type, Designator designator) {
    return switch (designator) {
      case Designator.OfElement element -> element(type, element);
      case Designator.OfMember member -> member(type, member);
    };
  }

  private Optional<Found> element(Qualified type, Designator.OfElement designator) {
    if (!(type.type() instanceof Type.Array array)) {
      error(designator.span(), "cc.type.initial.index", type);
      return Optional.empty();
    }
    Optional<Long> first = number(designator.index());
    Optional<Long> last = designator.last().isPresent() ? number(designator.last().get()) : first;
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    long size = Math.max(1, array.element().type().size());
    long length = array.length() < 0 ? MOST / size : array.length();
    if (first.get() < 0 || last.get() < first.get() || last.get() >= length) {
      error(designator.span(), "cc.type.initial.bounds", type);
      return Optional.empty();
    }
    return Optional.of(elements(array, first.get(), last.get()));
  }

  private Optional<Long> number(Expression written) {
    cloister.cc.tree.Expression found = value.apply(written);
    if (found instanceof Constant constant && constant.type().isInteger()) {
      return Wrong.is(constant.type()) ? Optional.empty() : Optional.of(constant.value());
    }
    diagnostics.error(written.span(), Message.of("cc.type.constant.required"));
    return Optional.empty();
  }

  private Optional<Found> member(Qualified type, Designator.OfMember designator) {
    if (!(type.type() instanceof RecordType struct)) {
      error(designator.span(), "cc.type.initial.designator", type);
      return Optional.empty();
    }
    List<Field> fields = struct.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.name().equals(designator.name())) {
        return Optional.of(member(field, i, false));
      }
      if (field.name().isEmpty() && contains(field.type().type(), designator.name())) {
        return Optional.of(member(field, i, true));
      }
    }
    reportMissing(struct, designator);
    return Optional.empty();
  }

  private static boolean contains(Type type, String name) {
    if (!(type instanceof RecordType struct)) {
      return false;
    }
    for (Field field : struct.fields()) {
      if (field.name().equals(name)
          || field.name().isEmpty() && contains(field.type().type(), name)) {
        return true;
      }
    }
    return false;
  }

  private void reportMissing(RecordType struct, Designator.OfMember designator) {
    List<String> names = new ArrayList<>();
    struct.fields().forEach(field -> names.add(field.name()));
    Optional<String> near = Nearest.to(designator.name(), names);
    String id = near.isPresent() ? "cc.type.member.missing.near" : "cc.type.member.missing";
    diagnostics.error(
        designator.span(),
        near.isPresent()
            ? Message.of(
                id,
                code("type", TypeText.of(struct)),
                code("name", designator.name()),
                code("near", near.get()))
            : Message.of(id, code("type", TypeText.of(struct)), code("name", designator.name())));
  }

  private void error(Span span, String id, Qualified type) {
    diagnostics.error(span, Message.of(id, code("type", TypeText.of(type))));
  }
}
