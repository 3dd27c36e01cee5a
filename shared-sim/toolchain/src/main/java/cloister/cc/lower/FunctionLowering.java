package cloister.cc.lower;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import cloister.cc.type.IntegerType;
import java.util.List;

/** Lowers one function; the classes that lower its parts find one another here. */
final class FunctionLowering {
  final Program.Definition definition;
  final IrFunction function;
  final Emitter emit;
  final Variables variables;
  final Parameters parameters;
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
  final Arguments arguments = new Arguments();
  private final LoweringOptions options;

  FunctionLowering(Program.Definition definition, LoweringOptions options) {
    this.definition = definition;
    this.options = options;
    function = new IrFunction(definition.function(), definition.span(), definition.body().end());
    emit = new Emitter(function);
    if (ReturnsTwice.isCalledIn(definition)) {
      function.makeReturnTwice();
    }
    boolean inMemory = options.keepVariablesInMemory() || function.mayReturnTwice();
    variables = new Variables(function, emit, inMemory);
    parameters = new Parameters(this);
    labels = new Labels(this);
    conversions = new Conversions(emit);
    arithmetic = new Arithmetic(emit, options.convention());
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
    parameters.declare();
    labels.declare(definition);
    statements.block(definition.body());
    end();
    labels.close();
    Unreached.remove(function);
    if (options.debug()) {
      arguments.moveHomes(function);
    }
    return function;
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
}
