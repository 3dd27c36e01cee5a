package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/** Lowers one function; the classes that lower its parts find one another here. */
final class FunctionLowering {
  final Program.Definition definition;
  final IrFunction function;
  final Emitter emit;
  final Variables variables;
  final Labels labels;
  final Conversions conversions;
  final Arithmetic arithmetic;
  final BitFields bitFields;
  final Places places;
  final Expressions expressions;
  final Conditions conditions;
  final Updates updates;
  final Structures structures;
  final Initializers initializers;
  final Calls calls;
  final VariableArguments variableArguments;
  final Builtins builtins;
  final Statements statements;
  final Switches switches;
  final AssemblyOperands assembly;
  private final LoweringOptions options;
  private final Arguments arguments = new Arguments();
  private int argumentBytes;
  private Optional<FrameObject> hidden = Optional.empty();

  FunctionLowering(Program.Definition definition, LoweringOptions options) {
    this.definition = definition;
    this.options = options;
    function = new IrFunction(definition.function(), definition.span(), definition.body().end());
    emit = new Emitter(function);
    boolean inMemory = options.keepVariablesInMemory() || ReturnsTwice.isCalledIn(definition);
    variables = new Variables(function, emit, inMemory);
    labels = new Labels(this);
    conversions = new Conversions(emit);
    arithmetic = new Arithmetic(emit);
    bitFields = new BitFields(this);
    places = new Places(this);
    expressions = new Expressions(this);
    conditions = new Conditions(this);
    updates = new Updates(this);
    structures = new Structures(this);
    initializers = new Initializers(this);
    calls = new Calls(this);
    variableArguments = new VariableArguments(this);
    builtins = new Builtins(this);
    statements = new Statements(this, !options.keepVariablesInMemory());
    switches = new Switches(this);
    assembly = new AssemblyOperands(this);
  }

  IrFunction lower() {
    parameters();
    labels.declare(definition);
    statements.block(definition.body());
    end();
    Unreached.remove(function);
    if (options.debug()) {
      arguments.moveHomes(function);
    }
    return function;
  }

  /** Bytes of the named arguments, with the hidden address of a structure's result. */
  int argumentBytes() {
    return argumentBytes;
  }

  boolean returnsStructure() {
    return definition.function().type().result() instanceof RecordType;
  }

  /** The argument that holds the address where the structure goes (i386 ABI, 3-11). */
  Address hiddenResult() {
    return Address.of(new Operand.FrameAddress(hidden.orElseThrow(), 0), 0);
  }

  /** Falling off the end of {@code main} returns 0 (C11 5.1.2.2.3). */
  private void end() {
    if (emit.current().isEnded()) {
      return;
    }
    emit.at(definition.body().end());
    Symbol.Function symbol = definition.function();
    boolean zero = symbol.name().equals("main") && symbol.type().result() instanceof IntegerType;
    emit.end(new Terminator.Return(zero ? List.of(new Operand.Literal(0)) : List.of()));
  }

  private void parameters() {
    int offset = 0;
    if (returnsStructure()) {
      FrameObject address = FrameObject.argument("", 4, offset);
      function.objects().add(address);
      hidden = Optional.of(address);
      offset = 4;
    }
    for (Variable parameter : definition.parameters()) {
      offset += parameter(parameter, offset);
    }
    argumentBytes = offset;
  }

  private int parameter(Variable parameter, int offset) {
    Type type = parameter.type().type();
    boolean promoted = type == Type.Floating.FLOAT && !definition.function().type().prototype();
    int bytes = promoted ? 8 : type.size() + 3 & -4;
    FrameObject object = FrameObject.argument(parameter.name(), bytes, offset);
    function.objects().add(object);
    Address address = Address.of(new Operand.FrameAddress(object, 0), 0);
    if (promoted) {
      Register wide = emit.real();
      emit.add(new Operation.RealLoad(wide, address, RealFormat.DOUBLE, false));
      variables.declare(parameter, definition.body());
      Value rounded = conversions.round(wide, RealFormat.SINGLE);
      places.store(variables.location(parameter), type, rounded);
    } else if (variables.isInRegisters(parameter) && !definition.function().traits().naked()) {
      variables.declare(parameter, definition.body());
      Value value = places.load(new Location.InMemory(address, false), type);
      places.store(variables.location(parameter), type, value);
      arguments.add(parameter, object);
    } else {
      variables.declareAt(parameter, object, definition.body());
    }
    return bytes;
  }
}
