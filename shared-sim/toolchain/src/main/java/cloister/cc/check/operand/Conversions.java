package cloister.cc.check.operand;

import static cloister.message.Argument.code;
import static cloister.message.Argument.text;

import cloister.asm.report.Span;
import cloister.cc.check.constant.Folder;
import cloister.cc.check.constant.IntegerMath;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Assign;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.Update;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.Optional;

/** The conversions of values (C11 6.3.1, 6.5.16.1). */
public final class Conversions {
  private final Diagnostics diagnostics;
  private final Folder folder;

  public Conversions(Diagnostics diagnostics, Folder folder) {
    this.diagnostics = diagnostics;
    this.folder = folder;
  }

  /** The integer promotions (6.3.1.1, paragraph 2). */
  public Expression promote(Expression value) {
    return value.type() instanceof IntegerType integer && !Wrong.is(integer)
        ? folder.convert(value, promoted(value, integer), value.span())
        : value;
  }

  private static IntegerType promoted(Expression value, IntegerType type) {
    Optional<Place> place =
        switch (value) {
          case Read read -> Optional.of(read.place());
          case Assign assign -> Optional.of(assign.target());
          case Update update -> Optional.of(update.target());
          default -> Optional.empty();
        };
    return place.isPresent()
            && place.get() instanceof MemberPlace member
            && member.field().isBitField()
        ? promoted(member.field(), type)
        : promoted(type);
  }

  /** A bit-field counts by its width. */
  public static IntegerType promoted(Field field, IntegerType type) {
    if (field.width() <= 32) {
      return IntegerType.INT.withSign(field.width() < 32 || type.isSigned());
    }
    return IntegerType.ofWidth(type.kind(), field.width());
  }

  public static IntegerType promoted(IntegerType type) {
    return type.size() < 4 ? IntegerType.INT : IntegerType.ofWidth(type.kind(), type.width());
  }

  /** The default argument promotions (6.5.2.2, paragraph 6). */
  public Expression promoteArgument(Expression value) {
    if (value.type() == Floating.FLOAT) {
      return folder.convert(value, Floating.DOUBLE, value.span());
    }
    Expression promoted = promote(value);
    return promoted.type() instanceof IntegerType integer && integer.isNarrowed()
        ? convert(promoted, IntegerType.of(integer.kind()))
        : promoted;
  }

  /** The type of the usual arithmetic conversions, of promoted types (6.3.1.8). */
  public static Type common(Type a, Type b) {
    if (a instanceof Floating || b instanceof Floating) {
      Floating x = a instanceof Floating floating ? floating : Floating.FLOAT;
      Floating y = b instanceof Floating floating ? floating : Floating.FLOAT;
      return x.compareTo(y) >= 0 ? x : y;
    }
    IntegerType x = promoted((IntegerType) a);
    IntegerType y = promoted((IntegerType) b);
    int rank = x.withSign(true).kind().compareTo(y.withSign(true).kind());
    boolean first = x.width() == y.width() ? rank >= 0 : x.width() > y.width();
    IntegerType higher = first ? x : y;
    IntegerType lower = first ? y : x;
    if (higher.isSigned() == lower.isSigned() || !higher.isSigned()) {
      return higher;
    }
    return higher.width() > lower.width() ? higher : higher.withSign(false);
  }

  /** A null pointer constant (6.3.2.3, paragraph 3). */
  public static boolean isNull(Expression value) {
    if (!(value instanceof Constant constant) || constant.value() != 0) {
      return false;
    }
    return value.type().isInteger()
        || value.type() instanceof Type.Pointer(Qualified target)
            && target.equals(Qualified.plain(target.type()))
            && target.type().isVoid();
  }

  public Expression convert(Expression value, Type to) {
    return folder.convert(value, to, value.span());
  }

  /** Converts as by assignment, or says why that is not possible (6.5.16.1). */
  public Expression assign(Expression value, Type to, Goal goal) {
    Type from = value.type();
    if (Wrong.within(from) || Wrong.within(to)) {
      return Wrong.expression(value.span());
    }
    if (from.isVoid()) {
      diagnostics.error(value.span(), Message.of("cc.type.void"));
      return Wrong.expression(value.span());
    }
    if (from.isArithmetic() && to.isArithmetic()) {
      warnIfChanged(value, to);
      return convert(value, to);
    }
    if (to instanceof Type.Pointer pointer) {
      return toPointer(value, pointer, goal);
    }
    if (from.isPointer() && to instanceof IntegerType integer) {
      if (!integer.isBool()) {
        return permit("cc.type.convert.to-integer", value, to, goal);
      }
      return convert(value, to);
    }
    if (to instanceof RecordType && to.equals(from)) {
      return value;
    }
    return refuse("cc.type.convert.incompatible", value, to, goal);
  }

  /** A constant that neither the signed nor the unsigned type holds was hardly meant. */
  private void warnIfChanged(Expression value, Type to) {
    if (value instanceof Constant constant
        && to instanceof IntegerType integer
        && !integer.isBool()
        && value.type().isInteger()) {
      long number = constant.value();
      boolean fits =
          IntegerMath.wrap(number, integer.withSign(true)) == number
              || IntegerMath.wrap(number, integer.withSign(false)) == number;
      if (!fits && integer.size() < 8) {
        String becomes = Long.toString(IntegerMath.wrap(number, integer));
        diagnostics.warn(
            value.span(),
            Message.of(
                "cc.type.constant.changed",
                code("value", Long.toString(number)),
                code("type", TypeText.of(to)),
                code("becomes", becomes)));
      }
    }
  }

  private Expression toPointer(Expression value, Type.Pointer to, Goal goal) {
    if (isNull(value)) {
      return new Constant(0, to, value.span());
    }
    if (value.type().isInteger()) {
      return permit("cc.type.convert.to-pointer", value, to, goal);
    }
    if (!(value.type() instanceof Type.Pointer from)) {
      return refuse("cc.type.convert.incompatible", value, to, goal);
    }
    Type a = to.target().type();
    Type b = from.target().type();
    boolean anything = a.isVoid() || b.isVoid();
    if (!anything && !Compatibility.compatible(a, b)) {
      if (!differInSign(a, b)) {
        return permit("cc.type.convert.pointer", value, to, goal);
      }
      warn("cc.type.convert.sign", value, to, goal);
    }
    if (!keepsQualifiers(to.target(), from.target())) {
      warn("cc.type.convert.discards", value, to, goal);
    }
    return convert(value, to);
  }

  /** An array's qualifiers are those of its elements. */
  private static boolean keepsQualifiers(Qualified to, Qualified from) {
    return (to.isConstThroughout() || !from.isConstThroughout())
        && (to.isVolatileThroughout() || !from.isVolatileThroughout());
  }

  private static boolean differInSign(Type a, Type b) {
    return a instanceof IntegerType x
        && b instanceof IntegerType y
        && x.size() == y.size()
        && (x.withSign(true).equals(y.withSign(true)) || x.size() == 1 && !x.isBool());
  }

  private Expression refuse(String id, Expression value, Type to, Goal goal) {
    diagnostics.error(value.span(), message(id, value, to, goal));
    note(goal);
    return Wrong.expression(value.span());
  }

  /** A conversion that wants a cast, but that older compilers made without one. */
  private Expression permit(String id, Expression value, Type to, Goal goal) {
    boolean passes = diagnostics.permit(value.span(), message(id, value, to, goal));
    note(goal);
    return passes ? convert(value, to) : Wrong.expression(value.span());
  }

  private void warn(String id, Expression value, Type to, Goal goal) {
    diagnostics.warn(value.span(), message(id, value, to, goal));
    note(goal);
  }

  private static Message message(String id, Expression value, Type to, Goal goal) {
    return Message.of(
        id,
        text("goal", goal.name()),
        code("to", TypeText.of(to)),
        code("from", TypeText.of(value.type())));
  }

  private void note(Goal goal) {
    goal.declared().ifPresent(span -> diagnostics.note(span, Message.of("cc.type.note.declared")));
  }

  /** A value that is tested against zero. */
  public Expression condition(Expression value) {
    if (value.type().isScalar()) {
      return value;
    }
    String type = TypeText.of(value.type());
    diagnostics.error(value.span(), Message.of("cc.type.condition", code("type", type)));
    return Wrong.expression(value.span());
  }

  Folder folder() {
    return folder;
  }

  /** One line for the operators that do not take such operands. */
  Expression mismatch(String operator, Type left, Type right, Span span) {
    if (!Wrong.within(left) && !Wrong.within(right)) {
      diagnostics.error(
          span,
          Message.of(
              "cc.type.operands",
              code("operator", operator),
              code("left", TypeText.of(left)),
              code("right", TypeText.of(right))));
    }
    return Wrong.expression(span);
  }
}
