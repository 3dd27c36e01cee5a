package cloister.cc.generate.emit;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a function's frame. Offsets count from where ESP points at the entry, to the return
 * address; at calls ESP is a multiple of 16 before that was pushed.
 */
final class Frame {
  private static final int[] SAVED = {Registers.EBP, Registers.EBX, Registers.ESI, Registers.EDI};

  private final boolean based;
  private final List<Integer> saved = new ArrayList<>();
  private int localBytes;

  /**
   * Lays a frame out.
   *
   * @param written the real registers that the function writes
   * @param based true when EBP points to the frame
   */
  Frame(MachineFunction function, int written, boolean based) {
    this.based = based;
    for (int register : SAVED) {
      if ((written >> register & 1) != 0 && !(based && register == Registers.EBP)) {
        saved.add(register);
      }
    }
    markUsed(function);
    int top = -savedBytes();
    int lowest = top;
    for (Slot slot : function.slots()) {
      if (slot.isUsed()) {
        lowest = below(lowest - slot.sizeBytes(), Math.min(slot.alignment(), 16));
        slot.place(lowest);
      }
    }
    if (function.calls() || function.movesStack()) {
      lowest = below(lowest - function.rest(), Slot.STACK_ALIGNMENT) + function.rest();
    }
    localBytes = top - (lowest & -4);
  }

  private static void markUsed(MachineFunction function) {
    for (MachineBlock block : function.blocks()) {
      for (MachineInstruction instruction : block.instructions()) {
        for (int i = 0; i < instruction.count(); i++) {
          if (instruction.operand(i) instanceof Memory memory) {
            memory.slot().ifPresent(Slot::use);
          }
        }
      }
    }
  }

  /** The largest offset not above one whose address is a multiple: the entry's ESP is 4 short. */
  private static int below(int offset, int alignment) {
    return (offset - 4 & -alignment) + 4;
  }

  boolean isBased() {
    return based;
  }

  /** In the order in which they are pushed, without EBP when it is the frame's. */
  List<Integer> saved() {
    return saved;
  }

  private int savedBytes() {
    return 4 * held().size();
  }

  /** The caller's registers below the return address, the frame's EBP among them. */
  List<Integer> held() {
    List<Integer> held = new ArrayList<>();
    if (based) {
      held.add(Registers.EBP);
    }
    held.addAll(saved);
    return held;
  }

  int localBytes() {
    return localBytes;
  }

  /** Bytes from EBP. */
  int fromBase(Slot slot) {
    return slot.offset() + 4;
  }

  /**
   * Bytes from ESP.
   *
   * @param pushed what has been pushed since the prologue
   */
  int fromTop(Slot slot, int pushed) {
    return slot.offset() + savedBytes() + localBytes + pushed;
  }
}
