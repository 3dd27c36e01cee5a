package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Successors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves what gives the same in every round of a loop in front of it (Muchnick, 13.2), inner loops
 * first. What costs no instruction, or next to none, stays: the i386 has few registers.
 */
final class LoopInvariants {
  /** Values that a loop may find ready; more would be spilled. */
  private static final int MOST = 6;

  private final SsaForm form;
  private final BasicBlock[] home;
  private final PrivateObjects objects;
  private final NamedObjects names;
  private int numbers;

  private LoopInvariants(SsaForm form, NamedObjects names) {
    this.form = form;
    this.names = names;
    home = new BasicBlock[form.function().registerCount()];
    objects = new PrivateObjects(form.graph().order());
    for (BasicBlock block : form.graph().order()) {
      block.phis().forEach(phi -> home[phi.to().number()] = block);
      for (Instruction one : block.instructions()) {
        Mentions.writes(one.operation(), to -> home[to.number()] = block);
      }
      Mentions.writes(block.terminator(), to -> home[to.number()] = block);
    }
  }

  static void hoist(SsaForm form, NamedObjects names) {
    if (form.graph().order().stream().allMatch(block -> form.graph().loopDepth(block) == 0)) {
      return;
    }
    Map<BasicBlock, BasicBlock> preheaders = new Preheaders(form).make();
    LoopInvariants pass = new LoopInvariants(form, names);
    List<BasicBlock> heads = new ArrayList<>(preheaders.keySet());
    heads.sort(Comparator.comparingInt((BasicBlock b) -> form.graph().loopDepth(b)).reversed());
    heads.forEach(head -> pass.loop(head, preheaders.get(head)));
  }

  private void loop(BasicBlock head, BasicBlock preheader) {
    FlowGraph graph = form.graph();
    List<BasicBlock> body = new ArrayList<>(graph.loop(head));
    body.sort(Comparator.comparingInt(graph::index));
    boolean[] inside = new boolean[form.function().blockCount()];
    body.forEach(block -> inside[block.number()] = true);
    MemoryState before = new MemoryState(objects::isPrivate, names::object, () -> ++numbers);
    MemoryState after = before.copy();
    for (BasicBlock block : body) {
      block.instructions().forEach(one -> after.after(one.operation()));
    }
    Optional<BasicBlock> last = everyRound(body, inside);
    int moved = 0;
    for (BasicBlock block : body) {
      boolean always = last.filter(end -> graph.dominates(block, end)).isPresent();
      List<Instruction> kept = new ArrayList<>(block.instructions().size());
      for (Instruction one : block.instructions()) {
        if (moved < MOST
            && isInvariant(one.operation(), inside)
            && isWorthwhile(one.operation())
            && mayMove(one.operation(), always, before, after)) {
          preheader.instructions().add(one);
          Mentions.writes(one.operation(), to -> home[to.number()] = preheader);
          moved += isLast(one.operation()) ? 1 : 0;
        } else {
          kept.add(one);
        }
      }
      block.instructions().clear();
      block.instructions().addAll(kept);
    }
  }

  /** A product's high word and such are on the way to something else. */
  private static boolean isLast(Operation operation) {
    return !(operation instanceof Operation.MultiplyLong);
  }

  /** Every round goes through what dominates all ways out of the loop and back to its start. */
  private Optional<BasicBlock> everyRound(List<BasicBlock> body, boolean[] inside) {
    Optional<BasicBlock> common = Optional.empty();
    for (BasicBlock block : body) {
      List<BasicBlock> ways = Successors.of(block.terminator());
      boolean leaves =
          ways.isEmpty()
              || ways.stream().anyMatch(n -> !inside[n.number()] || n == body.getFirst());
      if (leaves) {
        common =
            Optional.of(
                common.map(other -> form.graph().commonDominator(other, block)).orElse(block));
      }
    }
    return common;
  }

  private boolean isInvariant(Operation operation, boolean[] inside) {
    boolean[] fixed = {true};
    Mentions.reads(operation, from -> fixed[0] &= isOutside(from, inside));
    Mentions.writes(operation, to -> fixed[0] &= !form.isMutable(to));
    return fixed[0];
  }

  private boolean isOutside(Register register, boolean[] inside) {
    BasicBlock where = home[register.number()];
    return !form.isMutable(register) && (where == null || !inside[where.number()]);
  }

  private static boolean isWorthwhile(Operation operation) {
    return switch (operation) {
      case Operation.Binary binary ->
          binary.operator() != BinaryOperator.ADD || !(binary.right() instanceof Literal);
      case Operation.AddressOf of -> of.address().index().isPresent();
      case Operation.Unary _,
          Operation.Extend _,
          Operation.Bits _,
          Operation.MultiplyLong _,
          Operation.WideBinary _,
          Operation.Load _ ->
          true;
      default -> false;
    };
  }

  private boolean mayMove(
      Operation operation, boolean always, MemoryState before, MemoryState after) {
    if (!(operation instanceof Operation.Load load)) {
      return Effects.isSpeculable(operation);
    }
    Address from = load.from();
    return !load.isVolatile()
        && (always || names.holds(from, load.bits() / 8))
        && before.version(from) == after.version(from);
  }
}
