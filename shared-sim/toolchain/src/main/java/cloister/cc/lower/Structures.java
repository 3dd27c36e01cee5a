package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Values that are bytes in memory: structures, unions, and arrays that initialise others. */
final class Structures {
  private final FunctionLowering parts;
  private final Emitter emit;

  Structures(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  /** Where the value is. */
  Address address(Expression expression) {
    return place(expression).address();
  }

  /** Where the value is; a call's in a temporary. */
  Location.InMemory place(Expression expression) {
    return switch (expression) {
      case Expression.Read read -> parts.places.memory(read.place());
      case Expression.Call call -> inTemporary(call);
      case Expression.Assign assign -> plain(assign(assign));
      case Expression.Comma comma -> {
        parts.expressions.effect(comma.left());
        yield place(comma.right());
      }
      case Expression.Conditional conditional -> inTemporary(conditional);
      case Expression.StatementValue body -> inTemporary(body);
      case Expression.VariableArgument argument ->
          plain(parts.variableArguments.structure(argument));
      case Expression.Convert convert -> place(convert.operand());
      default -> throw new IllegalStateException("no structure: " + expression);
    };
  }

  static Location.InMemory plain(Address address) {
    return new Location.InMemory(address, false);
  }

  Address temporary(Type type) {
    FrameObject object =
        parts.function.newObject("", Math.max(type.size(), 1), Math.max(type.alignment(), 4));
    return Address.of(new Operand.FrameAddress(object, 0), 0);
  }

  private Location.InMemory inTemporary(Expression expression) {
    Location.InMemory temporary = plain(temporary(expression.type()));
    into(expression, temporary);
    return temporary;
  }

  /** Where the value can be read without anybody noticing: not in a volatile object. */
  Address quiet(Expression expression) {
    Location.InMemory place = place(expression);
    if (!place.isVolatile()) {
      return place.address();
    }
    Location.InMemory copied = plain(temporary(expression.type()));
    copy(copied, place, expression.type());
    return copied.address();
  }

  /** Writes the value to a place that evaluating it does not touch. */
  void into(Expression expression, Location.InMemory to) {
    switch (expression) {
      case Expression.Call call -> parts.calls.callInto(call, to.address());
      case Expression.Conditional conditional -> {
        var then = emit.newBlock();
        var otherwise = emit.newBlock();
        var end = emit.newBlock();
        parts.conditions.branch(conditional.condition(), then, otherwise);
        emit.start(then);
        into(conditional.then(), to);
        emit.jump(end);
        emit.start(otherwise);
        into(conditional.otherwise(), to);
        emit.start(end);
      }
      case Expression.StatementValue body -> {
        parts.statements.openValue(body.body());
        into(body.value().orElseThrow(), to);
        parts.statements.close(body.body());
      }
      default -> copy(to, place(expression), expression.type());
    }
  }

  /** The bytes as words for registers; nothing behind them is read. */
  List<Operand> words(Address from, int bytes) {
    List<Operand> words = new ArrayList<>();
    for (int at = 0; at < bytes; at += 4) {
      words.add(word(from.plus(at), Math.min(bytes - at, 4)));
    }
    return words;
  }

  private Operand word(Address from, int bytes) {
    if (bytes == 3) {
      Operand high = emit.binary(Operation.BinaryOperator.SHIFT_LEFT, word(from.plus(2), 1), 16);
      return emit.binary(Operation.BinaryOperator.OR, word(from, 2), high);
    }
    Operand.Register to = emit.word();
    emit.add(new Operation.Load(to, from, 8 * bytes, false, false));
    return to;
  }

  void copy(Location.InMemory to, Location.InMemory from, Type type) {
    boolean isVolatile = to.isVolatile() || from.isVolatile();
    if (type.size() > 0 && (isVolatile || !to.address().equals(from.address()))) {
      emit.add(new Operation.CopyBlock(to.address(), from.address(), type.size(), isVolatile));
    }
  }

  /** Gives the target's address. */
  Address assign(Expression.Assign assign) {
    Type type = assign.target().type().type();
    if (assign.value() instanceof Expression.Call call && isPrivate(assign.target())) {
      Address target = parts.places.address(assign.target());
      parts.calls.callInto(call, target);
      return target;
    }
    if (Expressions.hasEffect(assign.target())) {
      Location.InMemory target = parts.places.memory(assign.target());
      copy(target, place(assign.value()), type);
      return target.address();
    }
    Location.InMemory value = place(assign.value());
    Location.InMemory target = parts.places.memory(assign.target());
    copy(target, value, type);
    return target.address();
  }

  /** A callee cannot see it by another way. */
  private static boolean isPrivate(Expression.Place place) {
    return place instanceof Expression.VariablePlace variable
        && variable.variable().storage() == Storage.AUTOMATIC
        && !variable.variable().addressTaken();
  }
}
