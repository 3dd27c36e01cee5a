package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Real;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renames registers so that each is written once (Braun et al., Simple and Efficient Construction
 * of Static Single Assignment Form): a value that is read but not written in a block is looked up
 * in the blocks before, and where several lead in, a phi joins them. Phis are filled from a work
 * list, so that no recursion goes as deep as the program is long.
 */
final class SsaConstruction {
  private final IrFunction function;
  private final FlowGraph graph;
  private final boolean[] renamed;
  private final boolean[] undefined;
  private final List<Register> origins = new ArrayList<>();
  private final List<Map<Integer, Operand>> entries = new ArrayList<>();
  private final List<Map<Integer, Operand>> exits = new ArrayList<>();
  private final Deque<Unfilled> unfilled = new ArrayDeque<>();

  private SsaConstruction(IrFunction function) {
    this.function = function;
    graph = new FlowGraph(function);
    renamed = new boolean[function.registerCount()];
    undefined = new boolean[function.registerCount()];
  }

  private record Unfilled(BasicBlock block, Register variable, Phi phi) {}

  static SsaForm construct(IrFunction function) {
    return new SsaConstruction(function).construct();
  }

  private SsaForm construct() {
    new RenamedRegisters(graph, renamed, undefined).find();
    boolean fixed = graph.order().stream().anyMatch(SsaConstruction::cannotSplit);
    boolean[] mutable = new boolean[renamed.length];
    if (fixed) {
      System.arraycopy(renamed, 0, mutable, 0, renamed.length);
      Arrays.fill(renamed, false);
    }
    for (BasicBlock block : graph.order()) {
      entries.add(new LinkedHashMap<>());
      exits.add(new LinkedHashMap<>());
    }
    graph.order().forEach(this::renameWrites);
    graph.order().forEach(this::renameReads);
    while (!unfilled.isEmpty()) {
      Unfilled open = unfilled.pop();
      for (BasicBlock before : graph.predecessors(open.block())) {
        open.phi().values().put(before, exit(before, open.variable()));
      }
    }
    SsaForm form = new SsaForm(function, graph, mutable, origins);
    TrivialPhis.remove(form);
    return form;
  }

  /** No copies can stand on the edges of a computed jump. */
  private static boolean cannotSplit(BasicBlock block) {
    return block.terminator() instanceof Terminator.JumpComputed
        || block.terminator() instanceof Terminator.AssemblyGoto;
  }

  private Register fresh(Register variable) {
    Register name = function.newRegister(variable.kind());
    while (origins.size() <= name.number()) {
      origins.add(new Register(origins.size(), variable.kind()));
    }
    origins.set(name.number(), variable);
    return name;
  }

  private boolean isRenamed(Register register) {
    return register.number() < renamed.length && renamed[register.number()];
  }

  private void renameWrites(BasicBlock block) {
    Map<Integer, Operand> last = exits.get(graph.index(block));
    Rewriter rewriter =
        new Rewriter(
            new Substitution() {
              @Override
              public Operand read(Operand operand) {
                return operand;
              }

              @Override
              public Register written(Register register) {
                if (!isRenamed(register)) {
                  return register;
                }
                Register name = fresh(register);
                last.put(register.number(), name);
                return name;
              }
            });
    block
        .instructions()
        .replaceAll(one -> new Instruction(rewriter.operation(one.operation()), one.span()));
  }

  private void renameReads(BasicBlock block) {
    Map<Integer, Operand> now = new LinkedHashMap<>();
    Rewriter rewriter =
        new Rewriter(
            new Substitution() {
              @Override
              public Operand read(Operand operand) {
                if (!(operand instanceof Register register)) {
                  return operand;
                }
                if (register.number() < undefined.length && undefined[register.number()]) {
                  return nothing(register);
                }
                if (!isRenamed(register)) {
                  return register;
                }
                Operand known = now.get(register.number());
                return known != null ? known : entry(block, register);
              }

              @Override
              public Register written(Register register) {
                return register;
              }
            });
    List<Instruction> instructions = block.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      Instruction one = instructions.get(i);
      Instruction other = new Instruction(rewriter.operation(one.operation()), one.span());
      instructions.set(i, other);
      Mentions.writes(
          other.operation(),
          name -> {
            if (name.number() >= renamed.length) {
              now.put(origins.get(name.number()).number(), name);
            }
          });
    }
    block.end(rewriter.terminator(block.terminator()), block.endSpan());
  }

  /** The value at a block's end. */
  private Operand exit(BasicBlock block, Register variable) {
    Operand written = exits.get(graph.index(block)).get(variable.number());
    return written != null ? written : entry(block, variable);
  }

  /** The value at a block's start; goes up while there is only one way. */
  private Operand entry(BasicBlock block, Register variable) {
    List<BasicBlock> passed = new ArrayList<>();
    BasicBlock at = block;
    Operand found;
    while (true) {
      found = entries.get(graph.index(at)).get(variable.number());
      if (found != null) {
        break;
      }
      passed.add(at);
      List<BasicBlock> before = graph.predecessors(at);
      if (before.size() != 1) {
        found = before.isEmpty() ? nothing(variable) : join(at, variable);
        break;
      }
      at = before.getFirst();
      found = exits.get(graph.index(at)).get(variable.number());
      if (found != null) {
        break;
      }
    }
    for (BasicBlock one : passed) {
      entries.get(graph.index(one)).put(variable.number(), found);
    }
    return found;
  }

  private Operand join(BasicBlock block, Register variable) {
    Phi phi = new Phi(fresh(variable), new LinkedHashMap<>());
    block.phis().add(phi);
    unfilled.push(new Unfilled(block, variable, phi));
    return phi.to();
  }

  /** What is read before it is written may be anything. */
  private static Operand nothing(Register variable) {
    return variable.kind() == Kind.REAL
        ? new Operand.RealLiteral(Real.ZERO)
        : new Operand.Literal(0);
  }
}
