package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.AddressOf;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.FunctionAddress;
import cloister.cc.tree.Expression.Indirect;
import cloister.cc.tree.Expression.LiteralPlace;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.PointerAdd;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.Temporary;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about types and the choices that depend on them (C11 6.5.3.4, 6.5.1.1). */
final class Queries {
  private final Unit unit;

  Queries(Unit unit) {
    this.unit = unit;
  }

  cloister.cc.tree.Expression size(Expression.SizeOfExpression written) {
    Span span = written.span();
    unit.diagnostics.hush();
    Operand operand = unit.expressions.operand(written.operand());
    unit.diagnostics.speak();
    if (operand instanceof Operand.Located located && Operands.isBitField(located.place())) {
      unit.error(span, "cc.type.size.bitfield");
      return Wrong.expression(span);
    }
    unit.slips.measured(operand, span);
    if (!written.operator().equals("sizeof")) {
      return alignment(alignmentOf(operand), span);
    }
    cloister.cc.tree.Expression size = measure("sizeof", operand.type().type(), span);
    return operand.type().type().isVariable()
        ? effects(operand)
            .map(first -> (cloister.cc.tree.Expression) comma(first, size))
            .orElse(size)
        : size;
  }

  private static Comma comma(
      cloister.cc.tree.Expression first, cloister.cc.tree.Expression second) {
    cloister.cc.tree.Expression effect = new Convert(first, new Type.Void(), first.span());
    return new Comma(effect, second, second.type(), second.span());
  }

  /**
   * What is evaluated although only a type is asked for: that of an array of variable length needs
   * what computes it (6.5.3.4, paragraph 2). Nothing where no more than variables are read.
   */
  private static Optional<cloister.cc.tree.Expression> effects(Operand operand) {
    return switch (operand) {
      case Operand.Value(cloister.cc.tree.Expression value) -> Optional.of(value);
      case Operand.Routine routine -> Optional.of(routine.address());
      case Operand.Located located -> effects(located.place());
    };
  }

  private static Optional<cloister.cc.tree.Expression> effects(Place place) {
    return switch (place) {
      case VariablePlace _ -> Optional.empty();
      case MemberPlace member -> effects(member.base());
      case Indirect indirect -> Optional.of(indirect.pointer()).filter(all -> !onlyReads(all));
      case Temporary temporary -> Optional.of(temporary.value());
      // The type of a literal has no computed length.
      case LiteralPlace literal -> Optional.empty();
    };
  }

  private static boolean onlyReads(cloister.cc.tree.Expression value) {
    return switch (value) {
      case Constant _ -> true;
      case Read read -> effects(read.place()).isEmpty();
      case AddressOf address -> effects(address.place()).isEmpty();
      case Convert convert -> onlyReads(convert.operand());
      case PointerAdd add ->
          onlyReads(add.pointer()) && onlyReads(add.index()) && onlyReads(add.size());
      default -> false;
    };
  }

  /** GNU's {@code typeof}. */
  Qualified typeOf(Expression written) {
    Operand operand = unit.expressions.operand(written);
    if (operand instanceof Operand.Located located && Operands.isBitField(located.place())) {
      unit.error(written.span(), "cc.type.typeof.bitfield");
      return Qualified.plain(Wrong.TYPE);
    }
    Qualified type = operand.type();
    if (Declarations.isVariablyModified(type.type())) {
      effects(operand).filter(value -> !onlyReads(value)).ifPresent(this::evaluateFirst);
    }
    return type;
  }

  /** Evaluates something where the lengths of a type are computed. */
  private void evaluateFirst(cloister.cc.tree.Expression value) {
    Span span = value.span();
    VariablePlace nowhere = new VariablePlace(unit.sizes.bytesOf(unit.sizes.newLength(span)), span);
    cloister.cc.tree.Expression zero = new Constant(0, IntegerType.UNSIGNED_INT, span);
    unit.addLength(new Unit.Length(nowhere, comma(value, zero)));
  }

  private static int alignmentOf(Operand operand) {
    return switch (operand) {
      case Operand.Routine(FunctionAddress address, Type.Function _) ->
          Math.max(1, address.function().traits().alignment());
      case Operand.Located(MemberPlace member, boolean _) -> member.field().alignment();
      case Operand.Located(VariablePlace place, boolean _) ->
          Math.max(place.variable().alignment(), alignmentOf(operand.type().type(), true));
      default -> alignmentOf(operand.type().type(), true);
    };
  }

  /**
   * Of a type.
   *
   * @param best what GNU's {@code __alignof__} tells: not what structures keep to, but what is best
   */
  private static int alignmentOf(Type type, boolean best) {
    return switch (type) {
      case Type.Array array -> alignmentOf(array.element().type(), best);
      case Type.Scalar scalar when best && scalar.size() == 8 -> 8;
      default -> type.alignment();
    };
  }

  private static cloister.cc.tree.Expression alignment(int bytes, Span span) {
    return new Constant(bytes, IntegerType.UNSIGNED_INT, span);
  }

  cloister.cc.tree.Expression size(Expression.SizeOfType written) {
    List<Unit.Length> outer = unit.beginLengths();
    TypeNames.Aligned named = unit.typeNames.aligned(written.type());
    List<Unit.Length> lengths = unit.endLengths(outer);
    Type type = named.type().type();
    boolean size = written.operator().equals("sizeof");
    if (!size && named.alignment() > 0) {
      return alignment(named.alignment(), written.span());
    }
    cloister.cc.tree.Expression answer = measure(written.operator(), type, written.span());
    return size && type.isVariable() ? unit.after(lengths, answer) : answer;
  }

  private cloister.cc.tree.Expression measure(String operator, Type type, Span span) {
    if (Wrong.within(type)) {
      return Wrong.expression(span);
    }
    return operator.equals("sizeof")
        ? unit.sizes.of(type, span)
        : alignment(alignmentOf(type, operator.equals("__alignof__")), span);
  }

  cloister.cc.tree.Expression compatible(Expression.TypesCompatible written) {
    Type first = unit.typeNames.type(written.first()).type();
    Type second = unit.typeNames.type(written.second()).type();
    boolean same = Compatibility.compatible(first, second);
    return new Constant(same ? 1 : 0, IntegerType.INT, written.span());
  }

  Operand choose(Expression.Choose written) {
    cloister.cc.tree.Expression condition = unit.expressions.value(written.condition());
    if (condition instanceof Constant constant) {
      return unit.expressions.operand(constant.value() != 0 ? written.then() : written.otherwise());
    }
    if (!Wrong.is(condition.type())) {
      unit.error(written.span(), "cc.type.constant.required");
    }
    return Wrong.operand(written.span());
  }

  Operand generic(Expression.Generic written) {
    Type control = unit.expressions.value(written.control()).type();
    Optional<Operand> chosen = Optional.empty();
    Optional<Operand> otherwise = Optional.empty();
    List<Qualified> earlier = new ArrayList<>();
    for (Expression.Association association : written.associations()) {
      Operand value = unit.expressions.operand(association.value());
      Span span = association.value().span();
      if (association.type().isEmpty()) {
        if (otherwise.isPresent()) {
          unit.error(span, "cc.type.generic.default");
        }
        otherwise = Optional.of(value);
      } else {
        Qualified type = unit.typeNames.type(association.type().get());
        checkAssociation(type, earlier, span);
        earlier.add(type);
        boolean fits = Compatibility.compatible(type, Qualified.plain(control));
        chosen = fits && chosen.isEmpty() ? Optional.of(value) : chosen;
      }
    }
    Optional<Operand> result = chosen.isPresent() ? chosen : otherwise;
    if (result.isEmpty() && !Wrong.within(control)) {
      unit.error(written.span(), "cc.type.generic.none", code("type", TypeText.of(control)));
    }
    return result.orElse(Wrong.operand(written.span()));
  }

  /** Complete object types, no two compatible (6.5.1.1, paragraph 2). */
  private void checkAssociation(Qualified type, List<Qualified> earlier, Span span) {
    if (Wrong.within(type.type())) {
      return;
    }
    boolean object = type.type().isComplete() && !(type.type() instanceof Type.Function);
    if (!object || type.type().isVariable()) {
      unit.error(span, "cc.type.generic.incomplete", code("type", TypeText.of(type)));
    } else if (earlier.stream().anyMatch(other -> Compatibility.compatible(other, type))) {
      unit.error(span, "cc.type.generic.two", code("type", TypeText.of(type)));
    }
  }

  /** {@code offsetof}: constant but for indices that are not. */
  cloister.cc.tree.Expression offset(Expression.OffsetOf written) {
    Type type = unit.typeNames.type(written.type()).type();
    cloister.cc.tree.Expression offset = new Constant(0, IntegerType.UNSIGNED_INT, written.span());
    for (Designator step : written.path()) {
      if (Wrong.within(type) || Wrong.is(offset.type())) {
        return Wrong.expression(written.span());
      }
      switch (step) {
        case Designator.OfMember member -> {
          Optional<List<Field>> path = member(type, member);
          if (path.isEmpty()) {
            return Wrong.expression(written.span());
          }
          int bytes = 0;
          for (Field field : path.get()) {
            bytes += field.offset();
            type = field.type().type();
          }
          offset = plus(offset, new Constant(bytes, IntegerType.UNSIGNED_INT, step.span()));
        }
        case Designator.OfElement element -> {
          if (!(type instanceof Type.Array array)) {
            unit.error(step.span(), "cc.type.index.array", code("type", TypeText.of(type)));
            return Wrong.expression(written.span());
          }
          type = array.element().type();
          cloister.cc.tree.Expression index = unit.expressions.value(element.index());
          cloister.cc.tree.Expression size = unit.sizes.of(type, step.span());
          offset = plus(offset, unit.arithmetic.binary("*", index, size, step.span()));
        }
      }
    }
    return Wrong.is(offset.type())
        ? offset
        : unit.folder.convert(offset, IntegerType.UNSIGNED_INT, written.span());
  }

  private cloister.cc.tree.Expression plus(
      cloister.cc.tree.Expression left, cloister.cc.tree.Expression right) {
    return unit.arithmetic.binary("+", left, right, right.span());
  }

  private Optional<List<Field>> member(Type type, Designator.OfMember member) {
    if (!(type instanceof RecordType struct)) {
      unit.error(
          member.span(),
          "cc.type.member.none",
          code("name", member.name()),
          code("type", TypeText.of(type)));
      return Optional.empty();
    }
    if (!struct.isComplete()) {
      unit.error(member.span(), "cc.type.incomplete", code("type", TypeText.of(type)));
      return Optional.empty();
    }
    Optional<List<Field>> path = Accesses.path(struct, member.name());
    if (path.isEmpty()) {
      unit.accesses.reportMissing(struct, member.name(), member.span());
    } else if (path.get().getLast().isBitField()) {
      unit.error(member.span(), "cc.type.size.bitfield");
      return Optional.empty();
    }
    return path;
  }
}
