package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Computes nothing twice: an operation that a dominating block has done already with the same
 * operands is a copy of its result (Briggs, Cooper and Simpson, Value Numbering). Constants and
 * copies are propagated and operations simplified on the same way, in reverse postorder.
 */
final class ValueNumbering {
  private final SsaForm form;
  private final FlowGraph graph;
  private final Replacements replacements;
  private final Rewriter rewriter;
  private final Definitions definitions;
  private final Simplifier simplifier;
  private final KnownMemory memory;
  private final Map<Operation, Found> found = new LinkedHashMap<>();
  private final Rewriter anonymous = new Rewriter(new Anonymous());

  private ValueNumbering(SsaForm form, UnaryOperator<String> aliases) {
    this.form = form;
    graph = form.graph();
    replacements = new Replacements(form);
    rewriter = new Rewriter(replacements);
    definitions = new Definitions(form);
    simplifier = new Simplifier(definitions);
    memory = new KnownMemory(form, definitions, aliases);
  }

  /** Where an operation was done and what it gave. */
  private record Found(BasicBlock block, List<Register> results) {}

  /** Makes operations equal that differ in the register they write. */
  private static final class Anonymous implements Substitution {
    @Override
    public Operand read(Operand operand) {
      return operand;
    }

    @Override
    public Register written(Register register) {
      return new Register(-1, register.kind());
    }
  }

  /**
   * @param aliases gives the first name of what a symbol is perhaps another name for
   */
  static void run(SsaForm form, UnaryOperator<String> aliases) {
    ValueNumbering pass = new ValueNumbering(form, aliases);
    for (BasicBlock block : pass.graph.order()) {
      pass.block(block);
    }
    pass.replacements.apply(pass.graph);
    PhiEdges.prune(form);
    TrivialPhis.remove(form);
  }

  private void block(BasicBlock block) {
    memory.enter(block);
    block.phis().removeIf(this::isSame);
    List<Instruction> kept = new ArrayList<>(block.instructions().size());
    for (Instruction instruction : block.instructions()) {
      Operation rewritten = rewriter.operation(instruction.operation());
      Operation done = simplifier.operation(memory.read(block, simplifier.operation(rewritten)));
      if (!isKnown(block, done)) {
        kept.add(new Instruction(done, instruction.span()));
        definitions.put(done);
        memory.done(block, done);
      }
    }
    block.instructions().clear();
    block.instructions().addAll(kept);
    block.end(simplifier.terminator(rewriter.terminator(block.terminator())), block.endSpan());
    memory.leave(block);
  }

  /** A phi whose values are known to be the same already. */
  private boolean isSame(Phi phi) {
    Optional<Operand> only = Optional.empty();
    for (Operand value : phi.values().values()) {
      Operand real = replacements.resolve(value);
      if (only.isPresent() && !only.get().equals(real)) {
        return false;
      }
      only = Optional.of(real);
    }
    return only.isPresent()
        && !only.get().equals(phi.to())
        && replacements.put(phi.to(), only.get());
  }

  private boolean isKnown(BasicBlock block, Operation operation) {
    if (operation instanceof Operation.Copy(Register to, Operand from)) {
      return !form.isMutable(to) && form.isValue(from) && replacements.put(to, from);
    }
    if (operation instanceof Operation.WideBinary wide) {
      return isWideKnown(wide) || isRepeated(block, wide);
    }
    return isRepeated(block, operation);
  }

  private boolean isWideKnown(Operation.WideBinary wide) {
    if (form.isMutable(wide.toLow()) || form.isMutable(wide.toHigh())) {
      return false;
    }
    Optional<Long> value = WideRules.value(wide);
    if (value.isPresent()) {
      long known = value.get();
      return replacements.put(wide.toLow(), new Literal((int) known))
          && replacements.put(wide.toHigh(), new Literal((int) (known >> 32)));
    }
    return WideRules.isNeutral(wide)
        && form.isValue(wide.leftLow())
        && form.isValue(wide.leftHigh())
        && replacements.put(wide.toLow(), wide.leftLow())
        && replacements.put(wide.toHigh(), wide.leftHigh());
  }

  private boolean isRepeated(BasicBlock block, Operation operation) {
    if (!Effects.isPure(operation) || !isConstantInTime(operation)) {
      return false;
    }
    List<Register> results = Mentions.writes(operation);
    Operation key = anonymous.operation(operation);
    Found before = found.get(key);
    boolean here =
        before != null
            && (Effects.isReal(operation)
                ? before.block() == block
                : graph.dominates(before.block(), block));
    if (!here) {
      found.put(key, new Found(block, results));
      return false;
    }
    for (int i = 0; i < results.size(); i++) {
      replacements.put(results.get(i), before.results().get(i));
    }
    return true;
  }

  /** No register of the operation is written anywhere else. */
  private boolean isConstantInTime(Operation operation) {
    boolean[] fixed = {true};
    Mentions.reads(operation, from -> fixed[0] &= !form.isMutable(from));
    Mentions.writes(operation, to -> fixed[0] &= !form.isMutable(to));
    return fixed[0];
  }
}
