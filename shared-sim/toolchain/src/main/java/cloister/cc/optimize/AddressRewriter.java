package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.AssemblyInput;
import cloister.cc.ir.Operation.AssemblyOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same operation with other addresses. */
record AddressRewriter(UnaryOperator<Address> other) {
  Operation operation(Operation operation) {
    return switch (operation) {
      case Operation.Load load ->
          new Operation.Load(
              load.to(), other.apply(load.from()), load.bits(), load.signed(), load.isVolatile());
      case Operation.Store store ->
          new Operation.Store(
              other.apply(store.to()), store.value(), store.bits(), store.isVolatile());
      case Operation.RealLoad load ->
          new Operation.RealLoad(
              load.to(), other.apply(load.from()), load.format(), load.isVolatile());
      case Operation.RealStore store ->
          new Operation.RealStore(
              other.apply(store.to()), store.value(), store.format(), store.isVolatile());
      case Operation.CopyBlock copy ->
          new Operation.CopyBlock(
              other.apply(copy.to()), other.apply(copy.from()), copy.bytes(), copy.isVolatile());
      case Operation.ClearBlock clear ->
          new Operation.ClearBlock(other.apply(clear.to()), clear.bytes(), clear.isVolatile());
      case Operation.AddressOf of -> new Operation.AddressOf(of.to(), other.apply(of.address()));
      case Operation.Call call -> call(call);
      case Operation.Assembly assembly -> assembly(assembly);
      default -> operation;
    };
  }

  private Operation call(Operation.Call call) {
    List<Argument> arguments = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      arguments.add(
          argument instanceof Argument.Block block
              ? new Argument.Block(other.apply(block.from()), block.size())
              : argument);
    }
    return new Operation.Call(
        call.callee(), arguments, call.results(), call.popped(), call.returns());
  }

  private Operation assembly(Operation.Assembly assembly) {
    List<AssemblyOutput> outputs = new ArrayList<>();
    for (AssemblyOutput output : assembly.outputs()) {
      outputs.add(
          new AssemblyOutput(
              output.constraint(), output.register(), output.address().map(other), output.bits()));
    }
    List<AssemblyInput> inputs = new ArrayList<>();
    for (AssemblyInput input : assembly.inputs()) {
      inputs.add(
          new AssemblyInput(
              input.constraint(), input.value(), input.address().map(other), input.bits()));
    }
    return new Operation.Assembly(assembly.source(), outputs, inputs);
  }
}
