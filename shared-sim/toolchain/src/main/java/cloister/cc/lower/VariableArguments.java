package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.tree.Expression;
import cloister.cc.type.Type;

/** A {@code va_list} is a pointer to the next argument (i386 ABI, 3-12). */
final class VariableArguments {
  private final FunctionLowering parts;
  private final Emitter emit;

  VariableArguments(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  Value start(Expression.VariableStart start) {
    FrameObject rest = FrameObject.argument("", 4, parts.parameters.stackBytes());
    parts.function.objects().add(rest);
    Address list = parts.expressions.address(start.list());
    emit.add(new Operation.Store(list, new Operand.FrameAddress(rest, 0), 32, false));
    return Value.NONE;
  }

  Value next(Expression.VariableArgument argument) {
    return parts.places.load(new Location.InMemory(structure(argument), false), argument.type());
  }

  /** Where the argument is; the list is moved behind it. */
  Address structure(Expression.VariableArgument argument) {
    Type type = argument.type();
    Address list = parts.expressions.address(argument.list());
    Operand here = emit.load(list);
    int bytes = type instanceof Type.Void ? 0 : type.size() + 3 & -4;
    Operand next = emit.binary(Operation.BinaryOperator.ADD, here, bytes);
    emit.add(new Operation.Store(list, next, 32, false));
    return Address.of(here, 0);
  }
}
