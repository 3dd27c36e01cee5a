package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operation;
import java.util.function.Consumer;

/** The addresses that an operation forms. */
final class Addresses {
  private Addresses() {}

  /** Those of memory that is read or written as a whole number, a real or a block. */
  static void accessed(Operation operation, Consumer<Address> consumer) {
    switch (operation) {
      case Operation.Load load -> consumer.accept(load.from());
      case Operation.Store store -> consumer.accept(store.to());
      case Operation.RealLoad load -> consumer.accept(load.from());
      case Operation.RealStore store -> consumer.accept(store.to());
      case Operation.CopyBlock copy -> {
        consumer.accept(copy.to());
        consumer.accept(copy.from());
      }
      case Operation.ClearBlock clear -> consumer.accept(clear.to());
      case Operation.Call call -> {
        for (Operation.Argument argument : call.arguments()) {
          if (argument instanceof Operation.Argument.Block block) {
            consumer.accept(block.from());
          }
        }
      }
      default -> {}
    }
  }

  static void in(Operation operation, Consumer<Address> consumer) {
    accessed(operation, consumer);
    if (operation instanceof Operation.AddressOf of) {
      consumer.accept(of.address());
    } else if (operation instanceof Operation.Assembly assembly) {
      assembly.outputs().forEach(output -> output.address().ifPresent(consumer));
      assembly.inputs().forEach(input -> input.address().ifPresent(consumer));
    }
  }
}
