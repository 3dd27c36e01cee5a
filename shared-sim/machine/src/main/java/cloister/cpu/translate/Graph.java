package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import java.util.Arrays;

/**
 * The instructions of some blocks of one page, in nodes: runs that control enters at the top alone.
 * It leaves them at the end, or at a conditional branch behind which nobody else enters.
 * Instructions are known by their distance from the beginning of the page.
 */
final class Graph {
  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;
  private static final int NOWHERE = Passages.NOWHERE;

  /** Behind so many instructions a condition ends a node: all of them are counted at its top. */
  private static final int MANY = 64;

  private final Mode mode;
  private final Passages passages;

  /** The decoded instruction that begins at each offset: its block's slots, and which. */
  private final int[][] slots = new int[Memory.PAGE_SIZE][];

  private final int[] index = new int[Memory.PAGE_SIZE];

  /** Where blocks begin. */
  private final boolean[] begins = new boolean[Memory.PAGE_SIZE];

  /** Where others come from than from the instruction before. */
  private final boolean[] entered = new boolean[Memory.PAGE_SIZE];

  /** Behind conditional branches. */
  private final boolean[] follows = new boolean[Memory.PAGE_SIZE];

  private int instructions;
  private int[] offsets;

  Graph(Mode mode, Passages passages) {
    this.mode = mode;
    this.passages = passages;
  }

  void add(Block block) {
    int top = block.address() & PAGE_MASK;
    int[] code = block.code();
    for (int at = 0; at < code.length; at += Slot.STRIDE) {
      int offset = top + Slot.distance(code[at + Slot.LENGTH]);
      if (slots[offset] == null) {
        slots[offset] = code;
        index[offset] = at;
        instructions++;
      }
    }
    begins[top] = true;
  }

  int instructions() {
    return instructions;
  }

  /**
   * Finds the nodes, after all blocks were added.
   *
   * @param entry where one of them has to begin
   */
  void divide(int entry) {
    entered[entry] = true;
    for (int offset = 0; offset < slots.length; offset++) {
      if (slots[offset] != null) {
        beginAround(offset);
      }
    }
    int[] found = new int[slots.length];
    int count = 0;
    int run = 0;
    for (int offset = 0; offset < slots.length; offset++) {
      run += slots[offset] != null ? 1 : 0;
      boolean node = entered[offset] || begins[offset] && !follows[offset];
      if ((node || follows[offset] && run > MANY) && translatable(offset)) {
        found[count++] = offset;
        run = 0;
      }
    }
    offsets = Arrays.copyOf(found, count);
  }

  /** Where an instruction may lead nodes begin, but for what comes behind a condition. */
  private void beginAround(int offset) {
    int target = target(offset);
    if (target != NOWHERE) {
      entered[target] = true;
    }
    int next = next(offset);
    if (next < slots.length) {
      if (maySideExit(offset) && !(sideExits(offset) && goesOnInSideExit(offset))) {
        entered[next] = true;
      }
      switch (Slot.meaning(slots[offset][index[offset]])) {
        case Op.JCC -> follows[next] = true;
        case Op.JMP, Op.CALL, Op.RET -> entered[next] = true;
        default -> {}
      }
    }
  }

  private int target(int offset) {
    int[] code = slots[offset];
    int at = index[offset];
    int op = Slot.meaning(code[at]);
    boolean direct =
        op == Op.JCC || (op == Op.JMP || op == Op.CALL) && isConstant(code[at + Slot.A]);
    int target = direct ? next(offset) + code[at + Slot.IMMEDIATE] : passages.target(code, at);
    return target >= 0 && target < slots.length ? target : NOWHERE;
  }

  private static boolean isConstant(int operand) {
    return Slot.kind(operand) == Slot.CONSTANT;
  }

  /** Whether no other instruction of the same node comes behind this one. */
  boolean endsNode(int offset) {
    if (sideExits(offset)) {
      return !goesOnInSideExit(offset) || node(next(offset)) >= 0;
    }
    return switch (Slot.meaning(slots[offset][index[offset]])) {
      case Op.JMP, Op.CALL, Op.RET, Op.INT, Op.IRET -> true;
      case Op.JCC -> !translatable(next(offset)) || node(next(offset)) >= 0;
      default -> false;
    };
  }

  /** Whether an instruction is there that a region can do or ask for. */
  boolean translatable(int offset) {
    return offset < slots.length
        && slots[offset] != null
        && (has(offset) || Repertoire.canBeAsked(slots[offset], index[offset]));
  }

  private boolean has(int offset) {
    int[] code = slots[offset];
    int at = index[offset];
    return Repertoire.has(code, at, mode) || !passages.of(code, at).isEmpty();
  }

  /** Whether the interpreter does the instruction that is there. */
  boolean sideExits(int offset) {
    return !has(offset);
  }

  /** Whether a region may leave with a side exit there, and come back. */
  boolean maySideExit(int offset) {
    return sideExits(offset) || Repertoire.maySideExit(slots[offset][index[offset]]);
  }

  /** Whether the interpreter does the next one, too, and has it in the same block. */
  private boolean goesOnInSideExit(int offset) {
    int next = next(offset);
    return translatable(next)
        && sideExits(next)
        && slots[next] == slots[offset]
        && index[next] == index[offset] + Slot.STRIDE;
  }

  /** How many instructions of a node are asked for from here on. */
  int askedFrom(int offset) {
    int count = 1;
    int last = offset;
    while (!endsNode(last)) {
      last = next(last);
      count++;
    }
    return count;
  }

  int[] slots(int offset) {
    return slots[offset];
  }

  int at(int offset) {
    return index[offset];
  }

  /** The offset behind an instruction. */
  int next(int offset) {
    return offset + Slot.length(slots[offset][index[offset] + Slot.LENGTH]);
  }

  /** Where nodes begin, ascending. */
  int[] offsets() {
    return offsets;
  }

  /** The node that begins at an offset, or a negative number. */
  int node(int offset) {
    return Arrays.binarySearch(offsets, offset);
  }

  /** For each node the last one that jumps to it by a direct jump, or a negative number. */
  int[] latest() {
    int[] latest = new int[offsets.length];
    Arrays.fill(latest, NOWHERE);
    for (int node = 0; node < offsets.length; node++) {
      int offset = offsets[node];
      for (int left = length(node); left > 0; left--) {
        int target = target(offset);
        if (target != NOWHERE && node(target) >= 0) {
          latest[node(target)] = node;
        }
        offset = next(offset);
      }
    }
    return latest;
  }

  /** Whether a node asks for the carries that it finds, before it sets others. */
  boolean readsCarries(int node) {
    int offset = offsets[node];
    for (int left = length(node); left > 0; left--) {
      if (sideExits(offset) || FlagUse.readsCarries(slots[offset], index[offset])) {
        return true;
      }
      if (FlagUse.setsAll(slots[offset], index[offset])) {
        return false;
      }
      offset = next(offset);
    }
    return false;
  }

  /** How many instructions a node has: up to its end, the next node, or what is unknown here. */
  int length(int node) {
    int count = 0;
    int offset = offsets[node];
    boolean open = true;
    while (open) {
      count++;
      boolean last = endsNode(offset);
      offset = next(offset);
      open = !last && translatable(offset) && node(offset) < 0;
    }
    return count;
  }
}
