package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.ArgumentRegister;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Where a function finds its arguments: what comes in registers is taken before all else. */
final class Parameters {
  private static final Type POINTER = new Type.Pointer(Qualified.plain(new Type.Void()));

  private final FunctionLowering parts;
  private final Program.Definition definition;
  private final IrFunction function;
  private final Emitter emit;
  private int stackBytes;
  private Operand hidden = new Operand.Literal(0);
  private boolean hiddenInRegister;

  Parameters(FunctionLowering parts) {
    this.parts = parts;
    definition = parts.definition;
    function = parts.function;
    emit = parts.emit;
  }

  /** Bytes of the arguments on the stack, with the hidden address of a structure's result. */
  int stackBytes() {
    return stackBytes;
  }

  boolean returnsStructure() {
    return definition.function().type().result() instanceof RecordType;
  }

  /** The address where the structure goes that is the result (i386 ABI, 3-11). */
  Operand hiddenResult() {
    return hiddenInRegister ? hidden : emit.load(Address.of(hidden, 0));
  }

  void declare() {
    Type.Function type = definition.function().type();
    ArgumentPlaces places = new ArgumentPlaces(type.convention(), type.variadic());
    List<Register> address = returnsStructure() ? incoming(places.next(POINTER)) : List.of();
    List<List<Register>> words = new ArrayList<>();
    for (Variable parameter : definition.parameters()) {
      words.add(incoming(places.next(parameter.type().type())));
    }
    if (returnsStructure()) {
      hiddenInRegister = !address.isEmpty();
      hidden = hiddenInRegister ? address.getFirst() : new Operand.FrameAddress(onStack("", 4), 0);
    }
    for (int i = 0; i < words.size(); i++) {
      Variable parameter = definition.parameters().get(i);
      if (words.get(i).isEmpty()) {
        fromStack(parameter);
      } else if (!definition.function().traits().naked()) {
        fromRegisters(parameter, words.get(i));
      }
    }
    function.pops(ArgumentPlaces.popped(type, stackBytes));
  }

  private List<Register> incoming(List<ArgumentRegister> places) {
    List<Register> words = new ArrayList<>();
    for (ArgumentRegister place : places) {
      Register word = emit.word();
      words.add(word);
      if (!definition.function().traits().naked()) {
        emit.add(new Operation.Incoming(word, place));
      }
    }
    return words;
  }

  private FrameObject onStack(String name, int bytes) {
    FrameObject object = FrameObject.argument(name, bytes, stackBytes);
    function.objects().add(object);
    stackBytes += bytes;
    return object;
  }

  private void fromRegisters(Variable parameter, List<Register> words) {
    Type type = parameter.type().type();
    switch (Shape.of(type)) {
      case MEMORY -> {
        int alignment = Math.max(parameter.alignment(), 4);
        FrameObject object = function.newObject(parameter.name(), 4 * words.size(), alignment);
        Address to = Address.of(new Operand.FrameAddress(object, 0), 0);
        for (int i = 0; i < words.size(); i++) {
          emit.add(new Operation.Store(to.plus(4 * i), words.get(i), 32, false));
        }
        parts.variables.declareAt(parameter, object, definition.body());
      }
      case WORD -> {
        // The caller may leave the bits above a narrow argument as they are.
        int bits = Shape.bits(type);
        store(parameter, Value.of(emit.extend(words.getFirst(), bits, Shape.isSigned(type))));
      }
      default -> store(parameter, new Value(List.copyOf(words)));
    }
  }

  private void store(Variable parameter, Value value) {
    parts.variables.declare(parameter, definition.body());
    parts.places.store(parts.variables.location(parameter), parameter.type().type(), value);
  }

  private void fromStack(Variable parameter) {
    Type type = parameter.type().type();
    FrameObject object = onStack(parameter.name(), type.size() + 3 & -4);
    Address address = Address.of(new Operand.FrameAddress(object, 0), 0);
    if (parts.variables.isInRegisters(parameter) && !definition.function().traits().naked()) {
      store(parameter, parts.places.load(new Location.InMemory(address, false), type));
      parts.arguments.add(parameter, object);
    } else {
      parts.variables.declareAt(parameter, object, definition.body());
    }
  }
}
