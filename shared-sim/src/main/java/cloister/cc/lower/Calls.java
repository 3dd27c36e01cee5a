package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls by the System V convention (i386 ABI, 3-9). */
final class Calls {
  private final FunctionLowering parts;
  private final Emitter emit;

  Calls(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  Value call(Expression.Call call) {
    Shape shape = Shape.of(call.type());
    List<Register> results = emit.registers(shape);
    emit(call, Optional.empty(), results);
    if (shape != Shape.WORD) {
      return new Value(List.copyOf(results));
    }
    // The callee leaves the bits above a narrow result as they are.
    int bits = Shape.bits(call.type());
    return Value.of(emit.extend(results.getFirst(), bits, Shape.isSigned(call.type())));
  }

  /** A call whose result is a structure. */
  void callInto(Expression.Call call, Address to) {
    emit(call, Optional.of(to), List.of());
  }

  private void emit(Expression.Call call, Optional<Address> structure, List<Register> results) {
    Operand callee = callee(call.function());
    List<Argument> arguments = new ArrayList<>();
    for (Expression argument : call.arguments().reversed()) {
      arguments.addAll(argument(argument).reversed());
    }
    structure.ifPresent(to -> arguments.add(new Argument.Word(emit.addressOf(to))));
    boolean returns =
        !(call.function() instanceof Expression.FunctionAddress address
            && address.function().traits().noreturn());
    emit.at(call.span());
    emit.add(
        new Operation.Call(
            callee, List.copyOf(arguments.reversed()), results, structure.isPresent(), returns));
    if (!returns) {
      emit.end(new Terminator.Unreachable());
    }
  }

  private Operand callee(Expression function) {
    return parts.expressions.operand(function);
  }

  /** The last is evaluated first, as GCC does on this machine. */
  private List<Argument> argument(Expression expression) {
    Type type = expression.type();
    return switch (Shape.of(type)) {
      case REAL ->
          List.of(new Argument.InFormat(parts.expressions.operand(expression), Shape.format(type)));
      case MEMORY -> List.of(new Argument.Block(parts.structures.address(expression), type.size()));
      case WORD, WIDE, NOTHING -> {
        List<Argument> words = new ArrayList<>();
        parts.expressions.value(expression).parts().forEach(w -> words.add(new Argument.Word(w)));
        yield words;
      }
    };
  }
}
