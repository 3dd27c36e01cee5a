package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Removes what nobody needs: what has an effect is needed, and what writes a register that
 * something needed reads (Cooper and Torczon, Engineering a Compiler, 10.2). Of a wide operation
 * whose high word nobody reads, the low half is left.
 */
final class DeadCode {
  private final SsaForm form;
  private final List<List<Object>> writers = new ArrayList<>();
  private final boolean[] needed;
  private final Deque<Register> open = new ArrayDeque<>();
  private final PrivateObjects objects;

  private DeadCode(SsaForm form) {
    this.form = form;
    needed = new boolean[form.function().registerCount()];
    for (int i = 0; i < needed.length; i++) {
      writers.add(List.of());
    }
    objects = new PrivateObjects(form.graph().order());
  }

  static void remove(SsaForm form) {
    new DeadCode(form).remove();
  }

  private void remove() {
    for (BasicBlock block : form.graph().order()) {
      block.phis().forEach(phi -> writes(phi.to(), phi));
      for (Instruction instruction : block.instructions()) {
        Mentions.writes(instruction.operation(), to -> writes(to, instruction.operation()));
      }
    }
    for (BasicBlock block : form.graph().order()) {
      for (Instruction instruction : block.instructions()) {
        if (!isRemovable(instruction.operation())) {
          Mentions.reads(instruction.operation(), this::need);
        }
      }
      Mentions.reads(block.terminator(), this::need);
    }
    while (!open.isEmpty()) {
      writers.get(open.pop().number()).forEach(this::followed);
    }
    for (BasicBlock block : form.graph().order()) {
      block.phis().removeIf(phi -> !needed[phi.to().number()]);
      block.instructions().removeIf(one -> isDead(one.operation()));
      block.instructions().replaceAll(this::narrowed);
    }
  }

  private void writes(Register register, Object writer) {
    List<Object> before = writers.get(register.number());
    if (before.isEmpty()) {
      writers.set(register.number(), List.of(writer));
    } else {
      List<Object> more = new ArrayList<>(before);
      more.add(writer);
      writers.set(register.number(), more);
    }
  }

  private void followed(Object writer) {
    if (writer instanceof Phi phi) {
      for (Operand value : phi.values().values()) {
        if (value instanceof Register register) {
          need(register);
        }
      }
    } else {
      Mentions.reads((Operation) writer, this::need);
    }
  }

  private void need(Register register) {
    if (!needed[register.number()]) {
      needed[register.number()] = true;
      open.push(register);
    }
  }

  /** Writing an object that is never read has no effect either. */
  private boolean isRemovable(Operation operation) {
    return Effects.isRemovable(operation)
        || PrivateObjects.target(operation).filter(objects::isNeverRead).isPresent();
  }

  private boolean isDead(Operation operation) {
    return isRemovable(operation)
        && Mentions.writes(operation).stream().noneMatch(to -> needed[to.number()]);
  }

  private Instruction narrowed(Instruction instruction) {
    return switch (instruction.operation()) {
      case Operation.WideBinary wide when !needed[wide.toHigh().number()] -> {
        boolean low =
            switch (wide.operator()) {
              case ADD, SUBTRACT, MULTIPLY -> true;
              case SHIFT_LEFT ->
                  wide.rightLow() instanceof Operand.Literal(int count) && count < 32;
              default -> false;
            };
        yield low
            ? with(
                instruction,
                new Operation.Binary(
                    wide.operator(), wide.toLow(), wide.leftLow(), wide.rightLow()))
            : instruction;
      }
      case Operation.MultiplyLong wide when !needed[wide.toHigh().number()] ->
          with(
              instruction,
              new Operation.Binary(
                  BinaryOperator.MULTIPLY, wide.toLow(), wide.left(), wide.right()));
      case Operation.WideNegate wide when !needed[wide.toHigh().number()] ->
          with(
              instruction,
              new Operation.Unary(Operation.UnaryOperator.NEGATE, wide.toLow(), wide.low()));
      default -> instruction;
    };
  }

  private static Instruction with(Instruction old, Operation operation) {
    return new Instruction(operation, old.span());
  }
}
