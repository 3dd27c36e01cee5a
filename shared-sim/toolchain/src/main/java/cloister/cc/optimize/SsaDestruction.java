package cloister.cc.optimize;

import cloister.asm.report.Span;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import cloister.cc.ir.Successors;
import cloister.cc.ir.Terminator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns phis into copies: each gets a register of its own, written at the ends of the blocks before
 * and read at its block's start, and registers that are never needed at once become one, so that
 * most copies go (Boissinot et al., Revisiting Out-of-SSA Translation).
 */
final class SsaDestruction {
  private final SsaForm form;
  private final IrFunction function;
  private final Map<BasicBlock, List<Operation.Copy>> starts = new LinkedHashMap<>();
  private final Map<BasicBlock, List<Operation.Copy>> ends = new LinkedHashMap<>();

  private SsaDestruction(SsaForm form) {
    this.form = form;
    function = form.function();
  }

  static void destruct(SsaForm form) {
    new SsaDestruction(form).destruct();
  }

  private void destruct() {
    splitEdges();
    form.refresh();
    for (BasicBlock block : form.graph().order()) {
      block.phis().forEach(phi -> isolate(block, phi));
      block.phis().clear();
    }
    Coalescing coalescing = new Coalescing(form, starts, ends);
    coalescing.run();
    place(starts, coalescing, true);
    place(ends, coalescing, false);
    rename(coalescing);
    coalescing.moveHomes();
  }

  /** A copy on a way must not happen on another one. */
  private void splitEdges() {
    List<BasicBlock> blocks = new ArrayList<>();
    for (BasicBlock block : function.blocks()) {
      blocks.add(block);
      Set<BasicBlock> ways = new LinkedHashSet<>(Successors.of(block.terminator()));
      if (ways.size() > 1) {
        Map<BasicBlock, BasicBlock> between = new LinkedHashMap<>();
        for (BasicBlock next : ways) {
          if (!next.phis().isEmpty()) {
            between.put(next, split(block, next));
          }
        }
        Terminator other =
            Retargeting.of(block.terminator(), goal -> between.getOrDefault(goal, goal));
        block.end(other, block.endSpan());
        blocks.addAll(between.values());
      }
    }
    function.blocks().clear();
    function.blocks().addAll(blocks);
  }

  private BasicBlock split(BasicBlock from, BasicBlock to) {
    BasicBlock between = function.newBlock();
    between.end(new Terminator.Jump(to), from.endSpan());
    for (Phi phi : to.phis()) {
      phi.values().put(between, phi.values().remove(from));
    }
    return between;
  }

  /** One register carries the value from each of the blocks before to the phi's block. */
  private void isolate(BasicBlock block, Phi phi) {
    Register carrier = function.newRegister(phi.to().kind());
    starts
        .computeIfAbsent(block, at -> new ArrayList<>())
        .add(new Operation.Copy(phi.to(), carrier));
    phi.values()
        .forEach(
            (before, value) ->
                ends.computeIfAbsent(before, at -> new ArrayList<>())
                    .add(new Operation.Copy(carrier, value)));
  }

  private void place(
      Map<BasicBlock, List<Operation.Copy>> copies, Coalescing coalescing, boolean first) {
    copies.forEach(
        (block, parallel) -> {
          List<Operation.Copy> renamed = new ArrayList<>();
          for (Operation.Copy copy : parallel) {
            renamed.add(
                new Operation.Copy(
                    coalescing.name(copy.to()),
                    copy.from() instanceof Register from ? coalescing.name(from) : copy.from()));
          }
          Span span = block.endSpan();
          List<Instruction> sequence = new ArrayList<>();
          for (Operation.Copy copy : ParallelCopies.sequence(renamed, function)) {
            sequence.add(new Instruction(copy, span));
          }
          block.instructions().addAll(first ? 0 : block.instructions().size(), sequence);
        });
  }

  private void rename(Coalescing coalescing) {
    Rewriter rewriter =
        new Rewriter(
            new Substitution() {
              @Override
              public Operand read(Operand operand) {
                return operand instanceof Register register ? coalescing.name(register) : operand;
              }

              @Override
              public Register written(Register register) {
                return coalescing.name(register);
              }
            });
    for (BasicBlock block : form.graph().order()) {
      block
          .instructions()
          .replaceAll(one -> new Instruction(rewriter.operation(one.operation()), one.span()));
      block
          .instructions()
          .removeIf(
              one ->
                  one.operation() instanceof Operation.Copy(Register to, Operand from)
                      && to.equals(from));
      block.end(rewriter.terminator(block.terminator()), block.endSpan());
    }
  }
}
