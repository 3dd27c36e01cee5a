package cloister.cc.generate.emit;

import cloister.asm.report.Span;
import cloister.cc.generate.machine.JumpTable;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Orders blocks so that few jumps are taken: jumps to jumps go to the end, loops test at their
 * bottom, and what comes next needs no jump.
 */
public final class Layout {
  /** A block up to here is repeated rather than jumped to. */
  private static final int SHORT = 8;

  private final MachineFunction function;
  private final Map<String, MachineBlock> byLabel = new TreeMap<>();

  public Layout(MachineFunction function) {
    this.function = function;
  }

  /**
   * Puts the blocks in order.
   *
   * @param ordering false for the order of the source
   * @param repeating true to repeat short blocks where that saves a jump
   */
  public void arrange(boolean ordering, boolean repeating) {
    fallThrough();
    for (MachineBlock block : function.blocks()) {
      byLabel.put(block.label(), block);
    }
    threadJumps();
    if (repeating) {
      function.blocks().forEach(this::repeatGoal);
    }
    if (ordering) {
      order();
    } else {
      keepReachable();
    }
    dropJumps();
  }

  /** Blocks of the selection end with a jump, but for the entry. */
  private void fallThrough() {
    MachineBlock entry = function.blocks().getFirst();
    if (!entry.successors().isEmpty() && !endsWithJump(entry)) {
      String goal = entry.successors().getFirst().label();
      entry.instructions().add(new MachineInstruction("jmp", spanOf(entry), new Goal(goal)));
    }
  }

  private Span spanOf(MachineBlock entry) {
    if (!entry.instructions().isEmpty()) {
      return entry.instructions().getLast().span();
    }
    MachineBlock next = entry.successors().getFirst();
    // Code that is never executed is a block without instructions.
    return next.instructions().isEmpty() ? Span.NOWHERE : next.instructions().getFirst().span();
  }

  private static boolean endsWithJump(MachineBlock block) {
    return !block.instructions().isEmpty() && block.instructions().getLast().is("jmp");
  }

  private static Goal goal(MachineInstruction instruction) {
    boolean jump = instruction.is("jmp") || instruction.isConditionalJump();
    return jump && instruction.operand(0) instanceof Goal goal ? goal : null;
  }

  private void threadJumps() {
    for (MachineBlock block : function.blocks()) {
      for (MachineInstruction instruction : block.instructions()) {
        Goal goal = goal(instruction);
        if (goal != null) {
          instruction.operand(0, new Goal(end(goal.label()).label()));
        }
      }
    }
    List<JumpTable> tables = new ArrayList<>();
    for (JumpTable table : function.tables()) {
      List<MachineBlock> goals = new ArrayList<>();
      table.goals().forEach(goal -> goals.add(end(goal.label())));
      tables.add(new JumpTable(table.label(), goals));
    }
    function.tables().clear();
    function.tables().addAll(tables);
  }

  private MachineBlock end(String label) {
    MachineBlock block = byLabel.get(label);
    for (int i = 0; i < SHORT && block.instructions().size() == 1; i++) {
      Goal goal = goal(block.instructions().getFirst());
      if (goal == null || !block.instructions().getFirst().is("jmp")) {
        break;
      }
      block = byLabel.get(goal.label());
    }
    return block;
  }

  /** The test of a loop, or a return, takes the place of the jump to it. */
  private void repeatGoal(MachineBlock block) {
    if (!endsWithJump(block)) {
      return;
    }
    Goal goal = goal(block.instructions().getLast());
    if (goal == null) {
      return;
    }
    MachineBlock next = byLabel.get(goal.label());
    if (next != block && mayRepeat(block, next)) {
      block.instructions().removeLast();
      next.instructions().forEach(each -> block.instructions().add(copy(each)));
      next.successors().forEach(block::goesTo);
    }
  }

  private static boolean mayRepeat(MachineBlock block, MachineBlock next) {
    List<MachineInstruction> code = next.instructions();
    boolean loop = next.loopDepth() > 0 && block.loopDepth() >= next.loopDepth() && hasFork(next);
    boolean leaves = !code.isEmpty() && code.getLast().is("ret") && code.size() <= 3;
    boolean plain = code.stream().allMatch(each -> each.text().isEmpty());
    return plain && code.size() <= SHORT && (loop || leaves);
  }

  private static boolean hasFork(MachineBlock block) {
    return block.instructions().stream().anyMatch(MachineInstruction::isConditionalJump);
  }

  private static MachineInstruction copy(MachineInstruction original) {
    MachineOperand[] operands = new MachineOperand[original.count()];
    int[] roles = new int[original.count()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = original.operand(i);
      roles[i] = original.role(i);
    }
    String name =
        original.prefix().isEmpty()
            ? original.mnemonic()
            : original.prefix() + " " + original.mnemonic();
    return new MachineInstruction(name, original.span(), operands, roles)
        .implicitly(original.implicitUses(), original.implicitDefinitions())
        .popping(original.popped())
        .insteadOf(original);
  }

  private List<MachineBlock> goals(MachineBlock block) {
    List<MachineBlock> goals = new ArrayList<>();
    boolean unknown = false;
    for (MachineInstruction instruction : block.instructions()) {
      Goal goal = goal(instruction);
      if (goal != null) {
        goals.add(byLabel.get(goal.label()));
      } else {
        unknown |= instruction.is("jmp") || instruction.text().isPresent();
      }
    }
    if (unknown) {
      goals.addAll(block.successors());
    }
    return goals;
  }

  private boolean[] reachable() {
    boolean[] reached = new boolean[function.blockCount()];
    List<MachineBlock> work = new ArrayList<>();
    for (MachineBlock block : function.blocks()) {
      if (work.isEmpty() || block.named()) {
        work.add(block);
        reached[block.number()] = true;
      }
    }
    while (!work.isEmpty()) {
      for (MachineBlock next : goals(work.removeLast())) {
        if (!reached[next.number()]) {
          reached[next.number()] = true;
          work.add(next);
        }
      }
    }
    return reached;
  }

  private void keepReachable() {
    boolean[] reached = reachable();
    function.blocks().removeIf(block -> !reached[block.number()]);
  }

  /** After a block comes the one that it most likely goes to, if that has no place yet. */
  private void order() {
    keepReachable();
    List<MachineBlock> before = new ArrayList<>(function.blocks());
    boolean[] placed = new boolean[function.blockCount()];
    List<MachineBlock> order = new ArrayList<>();
    for (MachineBlock start : before) {
      MachineBlock next = start;
      while (next != null && !placed[next.number()]) {
        placed[next.number()] = true;
        order.add(next);
        next = likely(next, placed);
      }
    }
    function.blocks().clear();
    function.blocks().addAll(order);
  }

  private MachineBlock likely(MachineBlock block, boolean[] placed) {
    MachineBlock best = null;
    List<MachineInstruction> code = block.instructions();
    for (int i = code.size() - 1; i >= Math.max(0, code.size() - 2); i--) {
      Goal goal = goal(code.get(i));
      MachineBlock next = goal == null ? null : byLabel.get(goal.label());
      boolean better =
          next != null
              && !placed[next.number()]
              && (best == null || next.loopDepth() > best.loopDepth());
      if (better) {
        best = next;
      }
    }
    return best;
  }

  private void dropJumps() {
    List<MachineBlock> blocks = function.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      String next = i + 1 < blocks.size() ? blocks.get(i + 1).label() : "";
      List<MachineInstruction> code = blocks.get(i).instructions();
      turnRound(code, next);
      while (!code.isEmpty() && isGoal(code.getLast(), next)) {
        code.removeLast();
      }
    }
  }

  private static boolean isGoal(MachineInstruction instruction, String label) {
    Goal goal = goal(instruction);
    return goal != null && goal.label().equals(label);
  }

  /** A conditional jump over a jump becomes the opposite one. */
  private static void turnRound(List<MachineInstruction> code, String next) {
    if (code.size() < 2) {
      return;
    }
    MachineInstruction last = code.getLast();
    MachineInstruction fork = code.get(code.size() - 2);
    if (last.is("jmp") && goal(last) != null && fork.isConditionalJump() && isGoal(fork, next)) {
      code.removeLast();
      code.removeLast();
      String opposite = "j" + Conditions.opposite(fork.mnemonic().substring(1));
      code.add(new MachineInstruction(opposite, fork.span(), last.operand(0)));
    }
  }
}
