package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import java.util.Arrays;

/** Operands that stand for registers whose own definition goes. */
final class Replacements implements Substitution {
  private Operand[] table;
  private boolean[] index;

  Replacements(SsaForm form) {
    table = new Operand[form.function().registerCount()];
    index = new boolean[table.length];
    for (BasicBlock block : form.graph().order()) {
      for (Instruction instruction : block.instructions()) {
        Addresses.in(instruction.operation(), address -> address.index().ifPresent(this::mark));
      }
    }
  }

  private void mark(Register register) {
    grow(register);
    index[register.number()] = true;
  }

  private void grow(Register register) {
    if (register.number() >= table.length) {
      table = Arrays.copyOf(table, register.number() * 2);
      index = Arrays.copyOf(index, table.length);
    }
  }

  /** False when it cannot be: an address's index is a register or a number. */
  boolean put(Register register, Operand operand) {
    grow(register);
    if (index[register.number()]) {
      if (operand instanceof Register other) {
        mark(other);
      } else if (!(operand instanceof Operand.Literal)) {
        return false;
      }
    }
    table[register.number()] = operand;
    return true;
  }

  /** Follows chains and shortens them. */
  Operand resolve(Operand operand) {
    Operand at = operand;
    while (at instanceof Register register
        && register.number() < table.length
        && table[register.number()] != null) {
      at = table[register.number()];
    }
    if (at != operand && operand instanceof Register first) {
      table[first.number()] = at;
    }
    return at;
  }

  @Override
  public Operand read(Operand operand) {
    return operand instanceof Register ? resolve(operand) : operand;
  }

  @Override
  public Register written(Register register) {
    return register;
  }

  void apply(FlowGraph graph) {
    Rewriter rewriter = new Rewriter(this);
    for (BasicBlock block : graph.order()) {
      for (Phi phi : block.phis()) {
        phi.values().replaceAll((before, value) -> resolve(value));
      }
      block
          .instructions()
          .replaceAll(one -> new Instruction(rewriter.operation(one.operation()), one.span()));
      block.end(rewriter.terminator(block.terminator()), block.endSpan());
    }
  }
}
