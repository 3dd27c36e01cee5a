package cloister.cc.check.operand;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.AddressOf;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Indirect;
import cloister.cc.tree.Expression.LiteralPlace;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.Temporary;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.Optional;

/** Makes values, addresses and places of operands (C11 6.3.2.1). */
public final class Operands {
  private final Diagnostics diagnostics;

  /** How many initializers of static objects are being read, one within the other. */
  private int initializers;

  public Operands(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Begins an initializer of a static object, which may use the values of constant objects. */
  public void openInitializer() {
    initializers++;
  }

  public void closeInitializer() {
    initializers--;
  }

  public static Operand of(Variable variable, Span span) {
    return new Operand.Located(new VariablePlace(variable, span), true);
  }

  /** The value: objects are read, arrays and functions become addresses. */
  public Expression value(Operand operand) {
    return switch (operand) {
      case Operand.Value value -> value.expression();
      case Operand.Routine routine -> routine.address();
      case Operand.Located located -> read(located.place());
    };
  }

  private Expression read(Place place) {
    Type type = place.type().type();
    if (type instanceof Type.Array array) {
      markAddressed(place);
      return addressOf(place, array.element());
    }
    if (!type.isComplete() && !type.isVoid()) {
      String text = TypeText.of(type);
      diagnostics.error(place.span(), Message.of("cc.type.incomplete", code("type", text)));
      return Wrong.expression(place.span());
    }
    return initializers > 0
        ? known(place).orElseGet(() -> new Read(place, type, place.span()))
        : new Read(place, type, place.span());
  }

  /** The value that a constant object or a compound literal has from its initializer (GNU). */
  private static Optional<Expression> known(Place place) {
    Optional<Expression> value =
        switch (place) {
          case VariablePlace variable -> variable.variable().known();
          case LiteralPlace literal -> literal.variable().known();
          default -> Optional.empty();
        };
    return value.map(
        found ->
            found instanceof RealConstant real
                ? new RealConstant(real.value(), real.type(), place.span())
                : new Constant(((Constant) found).value(), found.type(), place.span()));
  }

  private static Expression addressOf(Place place, Qualified target) {
    return new AddressOf(place, new Type.Pointer(target), place.span());
  }

  /** The address of an object, which then lives in memory. */
  public static Expression address(Place place) {
    markAddressed(place);
    boolean samePointer = place instanceof Indirect indirect && pointsTo(indirect);
    return samePointer ? ((Indirect) place).pointer() : addressOf(place, place.type());
  }

  private static boolean pointsTo(Indirect indirect) {
    return indirect.pointer().type() instanceof Type.Pointer(Qualified target)
        && target.equals(indirect.type());
  }

  public static void markAddressed(Place place) {
    Place at = place;
    while (at instanceof MemberPlace member) {
      at = member.base();
    }
    if (at instanceof VariablePlace variable) {
      variable.variable().takeAddress();
    }
  }

  /** What a pointer points to; the pointer's type says what that is. */
  public static Operand indirect(Expression pointer, Span span) {
    Qualified target = ((Type.Pointer) pointer.type()).target();
    if (target.type() instanceof Type.Function function) {
      return new Operand.Routine(pointer, function);
    }
    if (pointer instanceof AddressOf address && address.place().type().equals(target)) {
      return new Operand.Located(address.place(), true);
    }
    return new Operand.Located(new Indirect(pointer, target, span), true);
  }

  /** The object that holds a structure's value. */
  public static Operand.Located located(Operand operand) {
    return switch (operand) {
      case Operand.Located already -> already;
      case Operand.Value(Expression value) when value instanceof Read read ->
          new Operand.Located(read.place(), false);
      default -> {
        Expression value = ((Operand.Value) operand).expression();
        Place place = new Temporary(value, Qualified.plain(value.type()), value.span());
        yield new Operand.Located(place, false);
      }
    };
  }

  /** A member, with the qualifiers of the whole. */
  public static Operand.Located member(Operand.Located whole, Field field, Span span) {
    Qualified of = whole.place().type();
    Qualified type = field.type().adding(of.isConst(), of.isVolatile());
    return new Operand.Located(new MemberPlace(whole.place(), field, type, span), whole.lvalue());
  }

  public static boolean isBitField(Place place) {
    return place instanceof MemberPlace member && member.field().isBitField();
  }

  /** True when something inside is {@code const}, so that the whole cannot be assigned to. */
  public static boolean holdsConst(Type type) {
    if (!(type instanceof RecordType struct) || !struct.isComplete()) {
      return false;
    }
    for (Field field : struct.fields()) {
      Qualified member = field.type();
      Type element = member.type();
      while (element instanceof Type.Array array) {
        element = array.element().type();
      }
      if (member.isConstThroughout() || holdsConst(element)) {
        return true;
      }
    }
    return false;
  }
}
