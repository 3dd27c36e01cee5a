package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.type.Type;
import java.util.List;

/** Where objects are, and reading and writing them. */
final class Places {
  private final FunctionLowering parts;
  private final Emitter emit;

  Places(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  Location location(Place place) {
    return switch (place) {
      case Expression.VariablePlace variable -> parts.variables.location(variable.variable());
      case Expression.Indirect indirect ->
          new Location.InMemory(
              parts.expressions.address(indirect.pointer()), indirect.type().isVolatile());
      case Expression.MemberPlace member -> member(member);
      case Expression.Temporary temporary -> parts.structures.place(temporary.value());
      case Expression.LiteralPlace literal -> {
        Location location = parts.variables.location(literal.variable());
        parts.initializers.store(
            literal.variable(), location, literal.stores(), literal.zeroFirst());
        yield location;
      }
    };
  }

  private Location member(Expression.MemberPlace member) {
    if (location(member.base()) instanceof Location.InMemory base) {
      Address address = base.address().plus(member.field().offset());
      boolean isVolatile = base.isVolatile() || member.type().isVolatile();
      return member.field().isBitField()
          ? new Location.InBits(address, member.field(), isVolatile)
          : new Location.InMemory(address, isVolatile);
    }
    throw new IllegalStateException("structure outside memory: " + member);
  }

  Address address(Place place) {
    return memory(place).address();
  }

  Location.InMemory memory(Place place) {
    return switch (location(place)) {
      case Location.InMemory memory -> memory;
      case Location other -> throw new IllegalStateException("no address of " + other);
    };
  }

  Value read(Place place, Type type) {
    return load(location(place), type);
  }

  Value load(Location location, Type type) {
    return switch (location) {
      case Location.InRegisters(List<Register> registers) -> new Value(List.copyOf(registers));
      case Location.InMemory memory -> load(memory, type);
      case Location.InBits bits -> parts.bitFields.load(bits, type);
    };
  }

  private Value load(Location.InMemory from, Type type) {
    return switch (Shape.of(type)) {
      case WORD -> {
        boolean signed = Shape.isSigned(type);
        yield Value.of(word(from.address(), Shape.bits(type), signed, from.isVolatile()));
      }
      case WIDE ->
          Value.wide(
              word(from.address(), 32, false, from.isVolatile()),
              word(from.address().plus(4), 32, false, from.isVolatile()));
      case REAL -> {
        Register to = emit.real();
        emit.add(new Operation.RealLoad(to, from.address(), Shape.format(type), from.isVolatile()));
        yield Value.of(to);
      }
      case NOTHING -> Value.NONE;
      case MEMORY -> Value.of(emit.addressOf(from.address()));
    };
  }

  Operand word(Address from, int bits, boolean signed, boolean isVolatile) {
    Register to = emit.word();
    emit.add(new Operation.Load(to, from, bits, signed, isVolatile));
    return to;
  }

  /** A real value has been rounded already when it goes to a register. */
  void store(Location location, Type type, Value value) {
    switch (location) {
      case Location.InRegisters(List<Register> registers) -> emit.copy(registers, value);
      case Location.InMemory memory -> store(memory, type, value);
      case Location.InBits bits -> parts.bitFields.store(bits, value);
    }
  }

  private void store(Location.InMemory to, Type type, Value value) {
    boolean isVolatile = to.isVolatile();
    switch (Shape.of(type)) {
      case WORD ->
          emit.add(new Operation.Store(to.address(), value.low(), Shape.bits(type), isVolatile));
      case WIDE -> {
        emit.add(new Operation.Store(to.address(), value.low(), 32, isVolatile));
        emit.add(new Operation.Store(to.address().plus(4), value.high(), 32, isVolatile));
      }
      case REAL ->
          emit.add(
              new Operation.RealStore(to.address(), value.low(), Shape.format(type), isVolatile));
      case NOTHING -> {}
      case MEMORY ->
          emit.add(
              new Operation.CopyBlock(
                  to.address(), Address.of(value.low(), 0), type.size(), isVolatile));
    }
  }

  /** The element at an index, counted in elements. */
  Address element(Address base, Operand index, int size) {
    if (index instanceof Literal(int known)) {
      return base.plus(known * size);
    }
    boolean scales = size == 1 || size == 2 || size == 4 || size == 8;
    Address free = base.index().isEmpty() ? base : Address.of(emit.addressOf(base), 0);
    if (scales) {
      return free.indexed(register(index), size);
    }
    Operand bytes = emit.binary(Operation.BinaryOperator.MULTIPLY, index, size);
    return free.indexed(register(bytes), 1);
  }

  private Register register(Operand operand) {
    return operand instanceof Register register ? register : emit.copy(operand);
  }
}
