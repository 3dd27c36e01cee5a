package cloister.hypervisor;

/**
 * A task's state as it lies in a task-state segment of a guest (SDM 3, 8.2.1 and 8.6).
 *
 * @param wide of 32 bits
 */
record TaskImages(boolean wide) {
  /** Where things are in what {@link #read} gives. */
  static final int EIP = 0;

  static final int EFLAGS = 1;
  static final int GENERAL = 2;

  /** ES CS SS DS FS GS. */
  static final int SELECTORS = 10;

  static final int LDT = 16;
  static final int CR3 = 17;
  static final int TRAP = 18;
  private static final int WORDS = 19;

  private static final int REGISTERS = 8;
  private static final int CR3_FIELD = 0x1C;
  private static final int EIP_FIELD = 0x20;
  private static final int TRAP_FIELD = 0x64;
  private static final int IP_FIELD = 0x0E;
  private static final int UPPER_ONES = 0xFFFF0000;

  /**
   * @param type of the descriptor, or the rights of TR in a VMCS
   */
  static TaskImages of(int type) {
    return new TaskImages((type & 8) != 0);
  }

  /** A segment that is entered must reach up to here. */
  int last() {
    return wide ? 0x67 : 0x2B;
  }

  /** A segment that is left must reach up to here. */
  int savedUpTo() {
    return wide ? 0x5F : 0x29;
  }

  /** Where writing begins in a segment that is left. */
  int savedFrom() {
    return wide ? EIP_FIELD : IP_FIELD;
  }

  /** A 16-bit task begins with ones in the upper halves and without FS, GS and CR3. */
  int[] read(SystemMemory memory, int base) throws GuestFault {
    int[] state = new int[WORDS];
    if (!wide) {
      for (int i = 0; i < SELECTORS; i++) {
        int upper = i >= GENERAL ? UPPER_ONES : 0;
        state[i] = upper | memory.read16(base + IP_FIELD + 2 * i);
      }
      for (int i = 0; i < 4; i++) {
        state[SELECTORS + i] = memory.read16(base + IP_FIELD + 2 * (SELECTORS + i));
      }
      state[LDT] = memory.read16(base + IP_FIELD + 2 * (SELECTORS + 4));
      return state;
    }
    for (int i = 0; i < SELECTORS; i++) {
      state[i] = memory.read32(base + EIP_FIELD + 4 * i);
    }
    for (int i = SELECTORS; i <= LDT; i++) {
      state[i] = memory.read16(base + EIP_FIELD + 4 * i);
    }
    state[CR3] = memory.read32(base + CR3_FIELD);
    state[TRAP] = memory.read16(base + TRAP_FIELD);
    return state;
  }

  /**
   * Saves a task; its link, stacks, CR3 and LDT stay as they are.
   *
   * @param state as {@link #read} gives it
   */
  void write(SystemMemory memory, int base, int[] state) throws GuestFault {
    int step = wide ? 4 : 2;
    int at = base + savedFrom();
    for (int i = 0; i < GENERAL + REGISTERS; i++) {
      memory.write16(at + step * i, state[i]);
      if (wide) {
        memory.write16(at + step * i + 2, state[i] >>> 16);
      }
    }
    for (int i = 0; i < (wide ? 6 : 4); i++) {
      memory.write16(at + step * (SELECTORS + i), state[SELECTORS + i]);
    }
  }
}
