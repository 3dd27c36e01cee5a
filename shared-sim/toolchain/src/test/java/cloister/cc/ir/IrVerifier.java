package cloister.cc.ir;

import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Register;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses functions that break the rules of the intermediate representation. */
public final class IrVerifier {
  private final IrFunction function;
  private final Map<BasicBlock, BitSet> written = new LinkedHashMap<>();
  private final BitSet ever = new BitSet();

  private IrVerifier(IrFunction function) {
    this.function = function;
  }

  /** Throws when something is wrong. */
  public static void verify(IrFunction function) {
    new IrVerifier(function).verify();
  }

  private void verify() {
    for (BasicBlock block : function.blocks()) {
      demand(block.isEnded(), "no end of " + block.number());
      for (BasicBlock next : Successors.of(block.terminator())) {
        demand(function.blocks().contains(next), "jump out of the function: " + next.number());
      }
      block.phis().forEach(phi -> ever.set(phi.to().number()));
      for (BasicBlock.Instruction one : block.instructions()) {
        kinds(one.operation());
        Mentions.writes(one.operation(), to -> ever.set(to.number()));
      }
    }
    paths();
  }

  private void demand(boolean holds, String wrong) {
    if (!holds) {
      throw new IllegalStateException(
          function.symbol().name() + ": " + wrong + "\n" + IrText.of(function));
    }
  }

  private void kinds(Operation operation) {
    switch (operation) {
      case Operation.Copy(Register to, Operand from) ->
          demand(to.kind() == kind(from), "copy " + operation);
      case Operation.RealBinary binary -> {
        demand(kind(binary.left()) == Kind.REAL, "real " + operation);
        demand(kind(binary.right()) == Kind.REAL, "real " + operation);
        demand(binary.to().kind() == Kind.REAL, "real " + operation);
      }
      case Operation.Binary binary -> {
        demand(kind(binary.left()) == Kind.WORD, "word " + operation);
        demand(kind(binary.right()) == Kind.WORD, "word " + operation);
        demand(binary.to().kind() == Kind.WORD, "word " + operation);
      }
      case Operation.Store store -> demand(kind(store.value()) == Kind.WORD, "store " + operation);
      case Operation.RealStore store ->
          demand(kind(store.value()) == Kind.REAL, "store " + operation);
      default -> {}
    }
  }

  private static Kind kind(Operand operand) {
    return switch (operand) {
      case Register register -> register.kind();
      case Operand.RealLiteral _ -> Kind.REAL;
      default -> Kind.WORD;
    };
  }

  /** What is read somewhere must be written somewhere, and reached by that. */
  private void paths() {
    Deque<BasicBlock> open = new ArrayDeque<>(List.of(function.blocks().getFirst()));
    written.put(function.blocks().getFirst(), new BitSet());
    while (!open.isEmpty()) {
      BasicBlock block = open.pop();
      BitSet known = (BitSet) written.get(block).clone();
      block.phis().forEach(phi -> known.set(phi.to().number()));
      for (BasicBlock.Instruction one : block.instructions()) {
        Mentions.writes(one.operation(), to -> known.set(to.number()));
      }
      for (BasicBlock next : Successors.of(block.terminator())) {
        BitSet before = written.get(next);
        BitSet after = before == null ? known : (BitSet) before.clone();
        after.or(known);
        if (!after.equals(before)) {
          written.put(next, after == known ? (BitSet) known.clone() : after);
          open.push(next);
        }
      }
    }
    for (BasicBlock block : function.blocks()) {
      if (written.containsKey(block)) {
        reads(block, (BitSet) written.get(block).clone());
      }
    }
  }

  private void reads(BasicBlock block, BitSet known) {
    block.phis().forEach(phi -> known.set(phi.to().number()));
    for (BasicBlock.Instruction one : block.instructions()) {
      Mentions.reads(one.operation(), from -> read(from, known, IrText.of(one.operation())));
      Mentions.writes(one.operation(), to -> known.set(to.number()));
    }
    Mentions.reads(block.terminator(), from -> read(from, known, IrText.of(block.terminator())));
  }

  /** A variable that the program never sets has no writer at all; it may be read. */
  private void read(Register register, BitSet known, String where) {
    boolean fine = known.get(register.number()) || !ever.get(register.number());
    demand(fine, "read before written: " + IrText.of(register) + " in " + where);
  }
}
