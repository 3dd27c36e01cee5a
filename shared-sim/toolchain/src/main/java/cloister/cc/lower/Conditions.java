package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.UnaryOperator;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;

/** Expressions that decide where control goes; only where a number is asked for they make one. */
final class Conditions {
  private final FunctionLowering parts;
  private final Emitter emit;

  Conditions(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  void branch(Expression condition, BasicBlock then, BasicBlock otherwise) {
    switch (condition) {
      case Expression.Unary unary when unary.operator() == UnaryOperator.NOT ->
          branch(unary.operand(), otherwise, then);
      case Expression.Logical logical -> {
        BasicBlock right = emit.newBlock();
        branch(logical.left(), logical.and() ? right : then, logical.and() ? otherwise : right);
        emit.start(right);
        branch(logical.right(), then, otherwise);
      }
      case Expression.Binary binary when binary.operator().isComparison() ->
          comparison(binary, then, otherwise);
      case Expression.Convert convert when keepsTruth(convert) ->
          branch(convert.operand(), then, otherwise);
      case Expression.Comma comma -> {
        parts.expressions.effect(comma.left());
        branch(comma.right(), then, otherwise);
      }
      default -> branchOn(parts.expressions.value(condition), condition.type(), then, otherwise);
    }
  }

  /** A conversion that makes zero of zero alone. */
  private static boolean keepsTruth(Expression.Convert convert) {
    Type from = convert.operand().type();
    Type to = convert.type();
    return Shape.isBool(to)
        || Shape.of(from) == Shape.WORD
            && (Shape.of(to) == Shape.WIDE
                || Shape.of(to) == Shape.WORD
                    && (Shape.isBool(from) || Shape.bits(from) <= Shape.bits(to)));
  }

  void branchOn(Value value, Type type, BasicBlock then, BasicBlock otherwise) {
    switch (Shape.of(type)) {
      case WIDE -> {
        Operand any = emit.binary(Operation.BinaryOperator.OR, value.low(), value.high());
        emit.branch(Condition.NOT_EQUAL, any, new Literal(0), then, otherwise);
      }
      case REAL ->
          emit.end(
              new Terminator.RealBranch(
                  RealCondition.NOT_EQUAL, value.low(), Conversions.REAL_ZERO, then, otherwise));
      default -> emit.branch(Condition.NOT_EQUAL, value.low(), new Literal(0), then, otherwise);
    }
  }

  private void comparison(Expression.Binary binary, BasicBlock then, BasicBlock otherwise) {
    Type type = binary.left().type();
    Value left = parts.expressions.value(binary.left());
    Value right = parts.expressions.value(binary.right());
    Condition condition = Arithmetic.condition(binary.operator(), Shape.isSigned(type));
    switch (Shape.of(type)) {
      case WIDE ->
          emit.end(
              new Terminator.WideBranch(
                  condition, left.low(), left.high(), right.low(), right.high(), then, otherwise));
      case REAL ->
          emit.end(
              new Terminator.RealBranch(
                  Arithmetic.realCondition(binary.operator()),
                  left.low(),
                  right.low(),
                  then,
                  otherwise));
      default -> emit.branch(condition, left.low(), right.low(), then, otherwise);
    }
  }

  /** 1 when the expression is not zero, else 0. */
  Operand truth(Expression expression) {
    return switch (expression) {
      case Expression.Binary binary when binary.operator().isComparison() ->
          parts.expressions.operand(binary);
      case Expression.Logical logical -> value(logical);
      case Expression.Unary unary when unary.operator() == UnaryOperator.NOT -> value(unary);
      default -> {
        Value value = parts.expressions.value(expression);
        yield parts
            .conversions
            .convert(value, expression.type(), IntegerType.of(IntegerType.Kind.BOOL))
            .low();
      }
    };
  }

  Operand value(Expression.Unary not) {
    Operand truth = truth(not.operand());
    return emit.compare(Condition.EQUAL, truth, new Literal(0));
  }

  /** 1 or 0 by the way that control takes. */
  Operand value(Expression.Logical logical) {
    Register result = emit.word();
    BasicBlock then = emit.newBlock();
    BasicBlock otherwise = emit.newBlock();
    BasicBlock end = emit.newBlock();
    branch(logical, then, otherwise);
    emit.start(then);
    emit.add(new Operation.Copy(result, new Literal(1)));
    emit.jump(end);
    emit.start(otherwise);
    emit.add(new Operation.Copy(result, new Literal(0)));
    emit.start(end);
    return result;
  }
}
