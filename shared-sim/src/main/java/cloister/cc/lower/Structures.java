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

  /** Where the value is; a call's in a temporary. */
  Address address(Expression expression) {
    return switch (expression) {
      case Expression.Read read -> parts.places.address(read.place());
      case Expression.Call call -> {
        Address temporary = temporary(call.type());
        parts.calls.callInto(call, temporary);
        yield temporary;
      }
      case Expression.Assign assign -> assign(assign);
      case Expression.Comma comma -> {
        parts.expressions.effect(comma.left());
        yield address(comma.right());
      }
      case Expression.Conditional conditional -> {
        Address temporary = temporary(conditional.type());
        into(conditional, temporary);
        yield temporary;
      }
      case Expression.StatementValue body -> {
        Address temporary = temporary(body.type());
        into(body, temporary);
        yield temporary;
      }
      case Expression.VariableArgument argument -> parts.variableArguments.structure(argument);
      case Expression.Convert convert -> address(convert.operand());
      default -> throw new IllegalStateException("no structure: " + expression);
    };
  }

  Address temporary(Type type) {
    FrameObject object =
        parts.function.newObject("", Math.max(type.size(), 1), Math.max(type.alignment(), 4));
    return Address.of(new Operand.FrameAddress(object, 0), 0);
  }

  /** Writes the value to a place that evaluating it does not touch. */
  void into(Expression expression, Address to) {
    switch (expression) {
      case Expression.Call call -> parts.calls.callInto(call, to);
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
      default -> copy(to, address(expression), expression.type());
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

  void copy(Address to, Address from, Type type) {
    if (type.size() > 0 && !to.equals(from)) {
      emit.add(new Operation.CopyBlock(to, from, type.size()));
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
      Address target = parts.places.address(assign.target());
      copy(target, address(assign.value()), type);
      return target;
    }
    Address value = address(assign.value());
    Address target = parts.places.address(assign.target());
    copy(target, value, type);
    return target;
  }

  /** A callee cannot see it by another way. */
  private static boolean isPrivate(Expression.Place place) {
    return place instanceof Expression.VariablePlace variable
        && variable.variable().storage() == Storage.AUTOMATIC
        && !variable.variable().addressTaken();
  }
}
