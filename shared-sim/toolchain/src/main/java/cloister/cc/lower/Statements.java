package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Type;
import java.util.List;

/** Statements (C11 6.8). */
final class Statements {
  private final FunctionLowering parts;
  private final Emitter emit;
  private final boolean mayRepeatConditions;

  /**
   * @param mayRepeatConditions true when a loop's condition may be tested before the loop too
   */
  Statements(FunctionLowering parts, boolean mayRepeatConditions) {
    this.parts = parts;
    this.mayRepeatConditions = mayRepeatConditions;
    emit = parts.emit;
  }

  void block(Statement.Block block) {
    open(block);
    close(block);
  }

  /** Lowers the block's statements; its end is left to {@link #close}. */
  void open(Statement.Block block) {
    for (Variable variable : block.variables()) {
      if (variable.storage() == Storage.AUTOMATIC && isFixed(variable.type().type())) {
        parts.variables.declare(variable, block);
      }
    }
    for (Statement statement : block.statements()) {
      statement(statement);
    }
  }

  void close(Statement.Block block) {
    parts.labels.leave(block);
  }

  /** The statements of a statement expression, to which no jump from outside leads. */
  void openValue(Statement.Block block) {
    parts.labels.declareWithin(block);
    open(block);
  }

  private static boolean isFixed(Type type) {
    return !(type instanceof Type.Array array)
        || array.length() >= 0 && isFixed(array.element().type());
  }

  void statement(Statement statement) {
    if (!(statement instanceof Statement.Block)) {
      emit.at(statement.span());
    }
    switch (statement) {
      case Statement.Block block -> block(block);
      case Statement.Evaluate evaluate -> parts.expressions.effect(evaluate.expression());
      case Statement.Define define -> define(define);
      case Statement.If choice -> choose(choice);
      case Statement.Loop loop -> loop(loop);
      case Statement.Switch choice -> parts.switches.statement(choice);
      case Statement.Target target -> emit.start(parts.labels.block(target.label()));
      case Statement.Jump jump -> parts.labels.jump(jump.label());
      case Statement.JumpComputed jump ->
          emit.end(
              new Terminator.JumpComputed(
                  parts.expressions.operand(jump.address()), parts.labels.addressed()));
      case Statement.Return back -> leave(back);
      case Statement.Assembly assembly -> parts.assembly.statement(assembly);
    }
  }

  private void define(Statement.Define define) {
    if (define.length().isPresent()) {
      Operand bytes = parts.expressions.operand(define.length().get());
      parts.labels.enter(define);
      Register to = emit.word();
      emit.add(new Operation.Allocate(to, bytes));
      parts.variables.placeAt(define.variable(), to);
    } else if (define.zeroFirst() || !define.stores().isEmpty()) {
      parts.initializers.define(define);
    }
    parts.labels.begin(define);
  }

  private void choose(Statement.If choice) {
    BasicBlock then = emit.newBlock();
    BasicBlock end = emit.newBlock();
    BasicBlock otherwise = choice.otherwise().isPresent() ? emit.newBlock() : end;
    parts.conditions.branch(choice.condition(), then, otherwise);
    emit.start(then);
    statement(choice.then());
    if (choice.otherwise().isPresent()) {
      if (!emit.current().isEnded()) {
        emit.jump(end);
      }
      emit.start(otherwise);
      statement(choice.otherwise().get());
    }
    emit.start(end);
  }

  /** The condition is tested at the bottom: a jump less in each round. */
  private void loop(Statement.Loop loop) {
    BasicBlock body = emit.newBlock();
    BasicBlock end = parts.labels.block(loop.breakLabel());
    BasicBlock test = emit.newBlock();
    if (loop.testFirst() && loop.condition().isPresent()) {
      if (mayRepeatConditions && Repeatable.isSmall(loop.condition().get())) {
        parts.conditions.branch(loop.condition().get(), body, end);
      } else {
        emit.jump(test);
      }
    }
    emit.start(body);
    statement(loop.body());
    emit.start(parts.labels.block(loop.continueLabel()));
    loop.step().ifPresent(this::step);
    emit.start(test);
    if (loop.condition().isPresent()) {
      emit.at(loop.condition().get().span());
      parts.conditions.branch(loop.condition().get(), body, end);
    } else {
      emit.jump(body);
    }
    emit.start(end);
  }

  private void step(Expression step) {
    emit.at(step.span());
    parts.expressions.effect(step);
  }

  private void leave(Statement.Return back) {
    if (back.value().isEmpty()) {
      parts.labels.leaveFunction(List.of());
      return;
    }
    Expression value = back.value().get();
    if (parts.parameters.returnsStructure()) {
      Address from = parts.structures.quiet(value);
      Operand to = parts.parameters.hiddenResult();
      emit.add(new Operation.CopyBlock(Address.of(to, 0), from, value.type().size(), false));
      parts.labels.leaveFunction(List.of(to));
    } else {
      parts.labels.leaveFunction(parts.expressions.rounded(value).parts());
    }
  }
}
