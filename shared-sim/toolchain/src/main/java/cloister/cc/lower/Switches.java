package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code switch} (C11 6.8.4.2). */
final class Switches {
  private final FunctionLowering parts;
  private final Emitter emit;

  Switches(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  void statement(Statement.Switch choice) {
    boolean signed = Shape.isSigned(choice.value().type());
    Value value = parts.expressions.value(choice.value());
    List<Statement.Case> cases = new ArrayList<>(choice.cases());
    cases.sort(
        (a, b) ->
            signed
                ? Long.compare(a.first(), b.first())
                : Long.compareUnsigned(a.first(), b.first()));
    BasicBlock otherwise = parts.labels.block(choice.otherwise());
    if (value.parts().size() == 2) {
      new WideChoice(value, signed, cases, otherwise).among(0, cases.size());
    } else if (value.low() instanceof Literal(int known)) {
      emit.jump(known(known, signed, cases, otherwise));
    } else {
      List<Terminator.Case> words = new ArrayList<>();
      for (Statement.Case one : cases) {
        BasicBlock to = parts.labels.block(one.label());
        words.add(new Terminator.Case((int) one.first(), (int) one.last(), to));
      }
      emit.end(new Terminator.Switch(value.low(), signed, words, otherwise));
    }
    parts.statements.statement(choice.body());
    emit.start(parts.labels.block(choice.breakLabel()));
  }

  private BasicBlock known(
      int value, boolean signed, List<Statement.Case> cases, BasicBlock otherwise) {
    long wide = signed ? value : value & 0xFFFF_FFFFL;
    for (Statement.Case one : cases) {
      long first = signed ? (int) one.first() : one.first() & 0xFFFF_FFFFL;
      long last = signed ? (int) one.last() : one.last() & 0xFFFF_FFFFL;
      if (first <= wide && wide <= last) {
        return parts.labels.block(one.label());
      }
    }
    return otherwise;
  }

  /** Halves the cases until one is left. */
  private final class WideChoice {
    private final Value value;
    private final boolean signed;
    private final List<Statement.Case> cases;
    private final BasicBlock otherwise;

    WideChoice(Value value, boolean signed, List<Statement.Case> cases, BasicBlock otherwise) {
      this.value = value;
      this.signed = signed;
      this.cases = cases;
      this.otherwise = otherwise;
    }

    void among(int from, int to) {
      if (from == to) {
        emit.jump(otherwise);
        return;
      }
      if (to - from == 1) {
        one(cases.get(from));
        return;
      }
      int middle = from + to >>> 1;
      BasicBlock lower = emit.newBlock();
      BasicBlock upper = emit.newBlock();
      branch(less(), cases.get(middle).first(), lower, upper);
      emit.start(lower);
      among(from, middle);
      emit.start(upper);
      among(middle, to);
    }

    private Condition less() {
      return signed ? Condition.LESS : Condition.BELOW;
    }

    private void one(Statement.Case one) {
      BasicBlock goal = parts.labels.block(one.label());
      if (one.first() == one.last()) {
        branch(Condition.EQUAL, one.first(), goal, otherwise);
        return;
      }
      BasicBlock second = emit.newBlock();
      branch(less(), one.first(), otherwise, second);
      emit.start(second);
      branch(less().swapped().negated(), one.last(), goal, otherwise);
    }

    private void branch(Condition condition, long limit, BasicBlock then, BasicBlock otherwise) {
      Operand low = new Literal((int) limit);
      Operand high = new Literal((int) (limit >> 32));
      emit.end(
          new Terminator.WideBranch(
              condition, value.low(), value.high(), low, high, then, otherwise));
    }
  }
}
