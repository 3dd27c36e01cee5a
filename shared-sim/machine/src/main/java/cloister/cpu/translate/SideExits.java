package cloister.cpu.translate;

import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Exceptions;
import java.util.Arrays;

/**
 * What a region has interpreted and goes on behind: runs of decoded instructions, by numbers from 1
 * on.
 */
final class SideExits {
  /** What the instructions may have changed when all went well. */
  static final int REGISTERS_AND_MEMORY = 0;

  static final int ANYTHING = 1;

  /** A single OUT, for which a port is all that matters. */
  static final int WRITE_OF_PORT = 2;

  /** A single INT or IRET that may go a way that is known. */
  static final int INTERRUPT = 3;

  static final int INTERRUPT_RETURN = 4;

  private static final int FEW = 8;

  private int[][] code = new int[FEW][];
  private int[] at = new int[FEW];
  private int[] instructions = new int[FEW];
  private int[] kind = new int[FEW];
  private int count;

  /**
   * @param slots of the block that has them
   * @param first where the first one is there
   * @param howMany instructions, at least 1
   * @return its number
   */
  int add(int[] slots, int first, int howMany) {
    count++;
    if (count == kind.length) {
      code = Arrays.copyOf(code, 2 * count);
      at = Arrays.copyOf(at, 2 * count);
      instructions = Arrays.copyOf(instructions, 2 * count);
      kind = Arrays.copyOf(kind, 2 * count);
    }
    code[count] = slots;
    at[count] = first;
    instructions[count] = howMany;
    kind[count] = kindOf(slots, first, howMany);
    return count;
  }

  private static int kindOf(int[] slots, int first, int howMany) {
    int op = Slot.op(slots[first]);
    if (howMany == 1 && op == Op.OUT) {
      return WRITE_OF_PORT;
    }
    if (howMany == 1 && op == Op.INT && slots[first + Slot.IMMEDIATE] != Exceptions.DB) {
      return INTERRUPT;
    }
    if (howMany == 1 && op == Op.IRET && Slot.operand32(slots[first])) {
      return INTERRUPT_RETURN;
    }
    if (howMany > 1 && leadsElsewhere(slots, first, howMany)) {
      return ANYTHING;
    }
    for (int slot = first; slot < first + howMany * Slot.STRIDE; slot += Slot.STRIDE) {
      if (mayChangeAnything(Slot.meaning(slots[slot]))) {
        return ANYTHING;
      }
    }
    return REGISTERS_AND_MEMORY;
  }

  /** Behind a loop to the top of the block other instructions come than these. */
  private static boolean leadsElsewhere(int[] slots, int first, int howMany) {
    for (int slot = first; slot < first + howMany * Slot.STRIDE; slot += Slot.STRIDE) {
      if (Op.group(Slot.meaning(slots[slot])) == Op.BRANCH) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayChangeAnything(int op) {
    return switch (Op.group(op)) {
      case Op.MOVE, Op.ARITHMETIC, Op.SHIFT, Op.MULTIPLY, Op.BIT, Op.BRANCH -> false;
      case Op.STACK -> op == Op.POPF;
      default -> true;
    };
  }

  int[] code(int number) {
    return code[number];
  }

  int at(int number) {
    return at[number];
  }

  int instructions(int number) {
    return instructions[number];
  }

  int kind(int number) {
    return kind[number];
  }
}
