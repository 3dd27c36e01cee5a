package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where this function's variables are. */
final class Variables {
  private final IrFunction function;
  private final Emitter emit;
  private final boolean allInMemory;
  private final Map<Variable, Location> locations = new LinkedHashMap<>();

  Variables(IrFunction function, Emitter emit, boolean allInMemory) {
    this.function = function;
    this.emit = emit;
    this.allInMemory = allInMemory;
  }

  boolean isInRegisters(Variable variable) {
    return !allInMemory
        && !variable.addressTaken()
        && !variable.type().isVolatile()
        && variable.type().type().isScalar();
  }

  /** Variables that no block lists (a compound literal's object) get their place when met. */
  Location location(Variable variable) {
    if (variable.storage() == Storage.STATIC || variable.storage() == Storage.EXTERNAL) {
      Operand symbol = new Operand.SymbolAddress(variable.assemblerName(), 0);
      return new Location.InMemory(Address.of(symbol, 0), variable.type().isVolatile());
    }
    Location known = locations.get(variable);
    if (known == null) {
      known = place(variable);
      locations.put(variable, known);
    }
    return known;
  }

  /** Gives a variable its place and tells debuggers; the block is the one that it belongs to. */
  void declare(Variable variable, Statement.Block block) {
    switch (location(variable)) {
      case Location.InRegisters(List<Register> registers) ->
          home(variable, List.copyOf(registers), block);
      case Location.InMemory memory ->
          memory
              .address()
              .asOperand()
              .ifPresent(address -> home(variable, List.of(address), block));
      case Location.InBits bits -> throw new IllegalStateException("variable in bits: " + bits);
    }
  }

  private void home(Variable variable, List<Operand> place, Statement.Block block) {
    function.homes().add(new IrFunction.Home(variable, place, block.span(), block.end()));
  }

  void declareAt(Variable variable, FrameObject object, Statement.Block block) {
    locations.put(variable, inFrame(variable, object));
    declare(variable, block);
  }

  /** An array of variable length is where a register points to. */
  void placeAt(Variable variable, Operand pointer) {
    locations.put(
        variable, new Location.InMemory(Address.of(pointer, 0), variable.type().isVolatile()));
  }

  private Location place(Variable variable) {
    if (isInRegisters(variable)) {
      return new Location.InRegisters(emit.registers(Shape.of(variable.type().type())));
    }
    int bytes = Math.max(variable.type().type().size(), 1);
    return inFrame(variable, function.newObject(variable.name(), bytes, variable.alignment()));
  }

  private static Location inFrame(Variable variable, FrameObject object) {
    Operand base = new Operand.FrameAddress(object, 0);
    return new Location.InMemory(Address.of(base, 0), variable.type().isVolatile());
  }
}
