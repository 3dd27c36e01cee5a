package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.ArgumentRegister;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls by the callee's convention (i386 ABI, 3-9). */
final class Calls {
  private static final Type POINTER = new Type.Pointer(Qualified.plain(new Type.Void()));

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
    Type.Function type = type(call);
    Operand callee = callee(call.function());
    ArgumentPlaces places = new ArgumentPlaces(type.convention(), type.variadic());
    List<ArgumentRegister> hidden = structure.isPresent() ? places.next(POINTER) : List.of();
    List<List<ArgumentRegister>> registers = new ArrayList<>();
    call.arguments().forEach(argument -> registers.add(places.next(argument.type())));
    List<Argument> arguments = new ArrayList<>();
    for (int i = call.arguments().size() - 1; i >= 0; i--) {
      arguments.addAll(argument(call.arguments().get(i), registers.get(i)).reversed());
    }
    structure.ifPresent(to -> arguments.addAll(words(List.of(emit.addressOf(to)), hidden)));
    boolean returns =
        !(call.function() instanceof Expression.FunctionAddress address
            && address.function().traits().noreturn());
    emit.at(call.span());
    List<Argument> ordered = List.copyOf(arguments.reversed());
    int popped = ArgumentPlaces.popped(type, Argument.bytes(ordered));
    emit.add(new Operation.Call(callee, ordered, results, popped, returns));
    if (!returns) {
      emit.end(new Terminator.Unreachable());
    }
  }

  private static Type.Function type(Expression.Call call) {
    return (Type.Function) ((Type.Pointer) call.function().type()).target().type();
  }

  private Operand callee(Expression function) {
    return parts.expressions.operand(function);
  }

  /** The last is evaluated first, as GCC does on this machine. */
  private List<Argument> argument(Expression expression, List<ArgumentRegister> registers) {
    Type type = expression.type();
    return switch (Shape.of(type)) {
      case REAL ->
          List.of(new Argument.InFormat(parts.expressions.operand(expression), Shape.format(type)));
      case MEMORY -> {
        Address from = parts.structures.quiet(expression);
        yield registers.isEmpty()
            ? List.of(new Argument.Block(from, type.size()))
            : words(parts.structures.words(from, type.size()), registers);
      }
      case WORD, WIDE, NOTHING -> words(parts.expressions.value(expression).parts(), registers);
    };
  }

  /** Words in registers, or on the stack when there are none. */
  static List<Argument> words(List<? extends Operand> words, List<ArgumentRegister> registers) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      arguments.add(
          registers.isEmpty()
              ? new Argument.Word(words.get(i))
              : new Argument.InRegister(words.get(i), registers.get(i)));
    }
    return arguments;
  }
}
