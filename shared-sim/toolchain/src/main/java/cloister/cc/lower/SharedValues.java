package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand.Register;
import cloister.cc.tree.ByIdentity;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Statement.Store;
import java.util.List;

/** The values of an initializer; one that goes to several places is evaluated once. */
final class SharedValues {
  private final FunctionLowering parts;
  private final ByIdentity<Boolean> several = new ByIdentity<>();
  private final ByIdentity<Value> values = new ByIdentity<>();
  private final ByIdentity<Address> structures = new ByIdentity<>();

  SharedValues(FunctionLowering parts, List<Store> stores) {
    this.parts = parts;
    ByIdentity<Boolean> known = new ByIdentity<>();
    for (Store store : stores) {
      if (!(store.value() instanceof Expression.Constant) && !known.put(store.value(), true)) {
        several.put(store.value(), true);
      }
    }
  }

  /** Evaluates what goes to several places, if it has not been. */
  void evaluate(Store store) {
    Expression value = store.value();
    if (several.get(value) == null) {
      return;
    }
    if (Shape.of(value.type()) == Shape.MEMORY) {
      if (structures.get(value) == null) {
        Address temporary = parts.structures.temporary(value.type());
        parts.structures.into(value, Structures.plain(temporary));
        structures.put(value, temporary);
      }
    } else if (values.get(value) == null) {
      List<Register> registers = parts.emit.registers(Shape.of(value.type()));
      parts.emit.copy(registers, parts.expressions.value(value));
      values.put(value, new Value(List.copyOf(registers)));
    }
  }

  /** A scalar's value. */
  Value value(Store store) {
    evaluate(store);
    Value known = values.get(store.value());
    return known == null ? parts.expressions.value(store.value()) : known;
  }

  /** Writes a structure's value to its place. */
  void into(Store store, Location.InMemory to) {
    evaluate(store);
    Address known = structures.get(store.value());
    if (known == null) {
      parts.structures.into(store.value(), to);
    } else {
      parts.structures.copy(to, Structures.plain(known), store.value().type());
    }
  }
}
