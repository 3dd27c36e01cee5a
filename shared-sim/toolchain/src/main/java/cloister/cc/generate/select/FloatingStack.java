package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Stack;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.RealFormat;

/**
 * What is on the x87's register stack while a block is made. A real register is either on the stack
 * or in its slot; at calls and at the ends of blocks all are in their slots and the stack is empty.
 */
final class FloatingStack {
  /** A value that belongs to no register. */
  static final int UNNAMED = -1;

  /** Deeper than this, the oldest value goes to its slot: an operation needs up to three more. */
  private static final int DEEPEST = 5;

  private final Selection selection;
  private final RealFormat[] formats;
  private final Slot[] slots;
  private final int[] entries = new int[8];
  private int depth;

  FloatingStack(Selection selection, RealFormat[] formats) {
    this.selection = selection;
    this.formats = formats;
    slots = new Slot[formats.length];
  }

  RealFormat format(Register register) {
    return formats[register.number()];
  }

  /** A register's home. */
  Memory slot(int register) {
    RealFormat format = formats[register];
    if (slots[register] == null) {
      slots[register] =
          selection.function.newSlot(format.bytes(), format == RealFormat.DOUBLE ? 8 : 4);
    }
    return Memory.of(RealFormats.bits(format), slots[register], 0);
  }

  Slot slotIfMade(Register register) {
    return slots[register.number()];
  }

  /** How far below the top a register is, or -1. */
  int find(int register) {
    for (int i = 0; i < depth; i++) {
      if (entries[depth - 1 - i] == register) {
        return i;
      }
    }
    return -1;
  }

  int depth() {
    return depth;
  }

  /** Before an operation. */
  void makeRoom() {
    while (depth > DEEPEST) {
      int oldest = entries[0];
      exchange(depth - 1);
      selection.emit("fstp", slot(oldest));
      depth--;
    }
  }

  void exchange(int position) {
    if (position > 0) {
      selection.emit("fxch", new Stack(0), new Stack(position));
      int top = entries[depth - 1];
      entries[depth - 1] = entries[depth - 1 - position];
      entries[depth - 1 - position] = top;
    }
  }

  /** An instruction that pushes. */
  void push(String mnemonic, MachineOperand... operands) {
    if (depth == entries.length) {
      throw new IllegalStateException("the x87 stack is full");
    }
    selection.emit(mnemonic, operands);
    entries[depth++] = UNNAMED;
  }

  /** What a call or inline assembly left. */
  void pushed() {
    entries[depth++] = UNNAMED;
  }

  /** The top has been taken by an instruction. */
  void popped() {
    depth--;
  }

  /** The value at a position belongs to no register any more, or to another. */
  void rename(int position, int register) {
    entries[depth - 1 - position] = register;
  }

  int entry(int position) {
    return entries[depth - 1 - position];
  }

  /** Takes a value out; the top moves to its place. */
  void drop(int position) {
    selection.emit("fstp", new Stack(position));
    entries[depth - 1 - position] = entries[depth - 1];
    depth--;
  }

  /**
   * Gives the value at a depth to a register.
   *
   * @param instruction the place in the block of the operation that writes it
   */
  void define(Register register, int position, int instruction) {
    int number = register.number();
    selection.folding.pass(number, instruction);
    if (selection.folding.isDead(number)) {
      drop(position);
    } else {
      rename(position, number);
    }
  }

  /** Where control never comes. */
  void abandon() {
    depth = 0;
  }

  /** At a return: nothing is below the result. */
  void keepTop() {
    while (depth > 1) {
      drop(1);
    }
    depth = 0;
  }

  /** Everything goes to its slot, or is dropped when nobody reads it. */
  void flush() {
    while (depth > 0) {
      int number = entries[depth - 1];
      boolean dead = number == UNNAMED || selection.folding.isDead(number);
      selection.emit("fstp", dead ? new Stack(0) : slot(number));
      depth--;
    }
  }
}
