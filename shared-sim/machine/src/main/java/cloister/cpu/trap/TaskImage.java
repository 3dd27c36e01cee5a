package cloister.cpu.trap;

import cloister.cpu.access.LinearMemory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;

/**
 * A task's state as it lies in a 16-bit or a 32-bit task-state segment (SDM 3, 8.2.1 and 8.6).
 *
 * @param wide 32-bit
 */
record TaskImage(boolean wide) {
  /** Where things are in the array that {@link #read} gives. */
  static final int EIP = 0;

  static final int EFLAGS = 1;
  static final int GENERAL = 2;

  /** ES CS SS DS FS GS. */
  static final int SELECTORS = 10;

  static final int LDT = 16;
  static final int CR3 = 17;
  private static final int TRAP = 18;
  private static final int WORDS = 19;

  private static final int CR3_FIELD = 0x1c;
  private static final int EIP_FIELD = 0x20;
  private static final int TRAP_FIELD = 0x64;
  private static final int IP_FIELD = 0x0e;

  static TaskImage of(int rights) {
    return new TaskImage((Rights.type(rights) & 8) != 0);
  }

  /** A segment that is entered must reach up to here. */
  int highestOffset() {
    return wide ? 0x67 : 0x2b;
  }

  /** A segment that is left must reach up to here. */
  int savedUpTo() {
    return wide ? 0x5f : 0x29;
  }

  /** Where writing begins in a segment that is left. */
  int savedFrom() {
    return wide ? EIP_FIELD : IP_FIELD;
  }

  /** A 16-bit task begins with ones in the upper halves and without FS, GS and CR3. */
  int[] read(LinearMemory memory, int base) {
    int[] state = new int[WORDS];
    if (wide) {
      for (int i = 0; i < SELECTORS; i++) {
        state[i] = memory.readSystem32(base + EIP_FIELD + 4 * i);
      }
      for (int i = SELECTORS; i <= LDT; i++) {
        state[i] = memory.readSystem16(base + EIP_FIELD + 4 * i);
      }
      state[CR3] = memory.readSystem32(base + CR3_FIELD);
      state[TRAP] = memory.readSystem16(base + TRAP_FIELD);
    } else {
      for (int i = 0; i < SELECTORS; i++) {
        int upper = i >= GENERAL ? 0xffff0000 : 0;
        state[i] = upper | memory.readSystem16(base + IP_FIELD + 2 * i);
      }
      for (int i = 0; i < 4; i++) {
        state[SELECTORS + i] = memory.readSystem16(base + IP_FIELD + 2 * (SELECTORS + i));
      }
      state[LDT] = memory.readSystem16(base + IP_FIELD + 2 * (SELECTORS + 4));
    }
    return state;
  }

  /** Saves the processor's state; the link, the stacks, CR3 and LDT stay as they are. */
  void write(LinearMemory memory, int base, Core core, int eip, int flags) {
    int step = wide ? 4 : 2;
    int at = base + savedFrom();
    write(memory, at, eip);
    write(memory, at + step, flags);
    for (int register = 0; register < 8; register++) {
      write(memory, at + step * (GENERAL + register), core.general[register]);
    }
    int count = wide ? 6 : 4;
    for (int register = 0; register < count; register++) {
      int selector = core.segments.selector[register];
      memory.writeSystem16(at + step * (SELECTORS + register), selector);
    }
  }

  /** The T bit. */
  boolean traps(int[] state) {
    return (state[TRAP] & 1) != 0;
  }

  private void write(LinearMemory memory, int linear, int value) {
    if (wide) {
      memory.writeSystem32(linear, value);
    } else {
      memory.writeSystem16(linear, value);
    }
  }
}
