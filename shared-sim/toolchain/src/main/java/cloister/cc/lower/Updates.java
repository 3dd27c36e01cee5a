package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;

/** Assignments, simple and compound (C11 6.5.16), and increments. */
final class Updates {
  private static final Type INT = IntegerType.of(IntegerType.Kind.INT);

  private static final TreeSearch CALL = new TreeSearch(part -> part instanceof Expression.Call);

  private final FunctionLowering parts;

  Updates(FunctionLowering parts) {
    this.parts = parts;
  }

  /**
   * Assigns.
   *
   * @param wanted true when somebody reads the expression's value
   */
  Value assign(Expression.Assign assign, boolean wanted) {
    Type type = assign.target().type().type();
    if (Shape.of(type) == Shape.MEMORY) {
      Address target = parts.structures.assign(assign);
      return wanted ? Value.of(parts.emit.addressOf(target)) : Value.NONE;
    }
    Location location;
    Value value;
    if (Expressions.hasEffect(assign.target())) {
      location = parts.places.location(assign.target());
      value = stored(assign, wanted);
    } else {
      value = stored(assign, wanted);
      location = parts.places.location(assign.target());
    }
    parts.places.store(location, type, value);
    return wanted ? result(location, value, type) : Value.NONE;
  }

  private Value stored(Expression.Assign assign, boolean wanted) {
    return wanted || needsRounding(assign)
        ? parts.expressions.rounded(assign.value())
        : parts.expressions.value(assign.value());
  }

  /** A store to memory rounds by itself. */
  private boolean needsRounding(Expression.Assign assign) {
    return assign.target() instanceof Expression.VariablePlace place
        && parts.variables.location(place.variable()) instanceof Location.InRegisters;
  }

  private Value result(Location location, Value value, Type type) {
    return switch (location) {
      case Location.InBits bits -> parts.bitFields.truncated(bits.field(), value, type);
      case Location.InRegisters registers -> parts.places.load(registers, type);
      default -> value;
    };
  }

  void effect(Expression.Update update) {
    change(update);
  }

  Value update(Expression.Update update) {
    Type type = update.target().type().type();
    if (update.result()) {
      Changed changed = change(update);
      return result(changed.location(), changed.value(), type);
    }
    Location location = parts.places.location(update.target());
    Value old = parts.places.load(location, type);
    if (location instanceof Location.InRegisters) {
      old = new Value(old.parts().stream().<Operand>map(parts.emit::copy).toList());
    }
    store(update, location, old, parts.expressions.value(update.value()));
    return old;
  }

  private record Changed(Location location, Value value) {}

  /**
   * A call in the value comes before the old value is read, as with GCC: it may change it, or where
   * it is.
   */
  private Changed change(Expression.Update update) {
    Type type = update.target().type().type();
    Location location;
    Value right;
    if (!CALL.expression(update.value())) {
      location = parts.places.location(update.target());
      Value old = parts.places.load(location, type);
      right = parts.expressions.value(update.value());
      return new Changed(location, store(update, location, old, right));
    }
    if (Expressions.hasEffect(update.target())) {
      location = parts.places.location(update.target());
      right = parts.expressions.value(update.value());
    } else {
      right = parts.expressions.value(update.value());
      location = parts.places.location(update.target());
    }
    Value old = parts.places.load(location, type);
    return new Changed(location, store(update, location, old, right));
  }

  private Value store(Expression.Update update, Location location, Value old, Value right) {
    Type type = update.target().type().type();
    boolean shift =
        update.operator() == BinaryOperator.SHIFT_LEFT
            || update.operator() == BinaryOperator.SHIFT_RIGHT;
    Type operation = type.isPointer() ? INT : shift ? promoted(type) : update.value().type();
    Value left = parts.conversions.convert(old, type, operation);
    Value combined = parts.arithmetic.binary(update.operator(), left, right, operation);
    Value fresh = type.isPointer() ? combined : back(combined, operation, type);
    parts.places.store(location, type, fresh);
    return fresh;
  }

  private Value back(Value combined, Type operation, Type type) {
    return operation.isFloating() && type.isFloating()
        ? parts.conversions.round(combined.low(), Shape.format(type))
        : parts.conversions.convert(combined, operation, type);
  }

  private static Type promoted(Type type) {
    return Shape.of(type) == Shape.WORD && Shape.bits(type) < 32 ? INT : type;
  }
}
