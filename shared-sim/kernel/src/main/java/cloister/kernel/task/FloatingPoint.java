package cloister.kernel.task;

import cloister.bus.Memory;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;

/**
 * What the entry code has to do with the x87 unit on its way out, since only instructions reach its
 * registers. Nothing waits between an entry into the kernel and the next.
 */
public final class FloatingPoint {
  /** Bytes that FNSAVE writes. */
  public static final int BYTES = 108;

  /** As FNINIT leaves the unit: control, status and tag word. */
  private static final int[] INITIAL = {0xffff037f, 0xffff0000, 0xffffffff, 0, 0, 0, 0xffff0000};

  private int forkTo;
  private int copyTo;

  /** Writes a state to simulated memory. */
  static void write(Memory memory, int address, byte[] state) {
    for (int i = 0; i < BYTES; i++) {
      memory.write8(address + i, state[i]);
    }
  }

  static byte[] read(Memory memory, int address) {
    byte[] state = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      state[i] = (byte) memory.read8(address + i);
    }
    return state;
  }

  /** The registers are copied for a child, to a physical address. */
  void forkTo(int address) {
    forkTo = address;
  }

  /** A task's registers are saved in its program's memory, and it goes on with fresh ones. */
  void saveForHandler(Task task, UserMemory memory, int address) throws KernelError {
    byte[] now = task.stack().keepsNumbers() ? task.stack().keptNumbers() : initial();
    memory.write(address, now, 0, BYTES);
    if (task.stack().keepsNumbers()) {
      task.stack().keepNumbers(initial());
    } else if (copyTo == 0) {
      copyTo = address;
    }
  }

  /** They are those that a task's program has in its memory. */
  void restoreFrom(Task task, UserMemory memory, int address) throws KernelError {
    byte[] state = new byte[BYTES];
    memory.read(address, state, 0, BYTES);
    task.stack().keepNumbers(state);
  }

  /** They are fresh. */
  public void reset(Task task) {
    task.stack().keepNumbers(initial());
  }

  private static byte[] initial() {
    byte[] state = new byte[BYTES];
    for (int i = 0; i < 4 * INITIAL.length; i++) {
      state[i] = (byte) (INITIAL[i / 4] >>> 8 * (i % 4));
    }
    return state;
  }

  /** Physical address; 0 for nothing. */
  public int forkTo() {
    return forkTo;
  }

  /** Linear address of the present program, where the unit's are saved; 0 for nothing. */
  public int copyTo() {
    return copyTo;
  }

  public void done() {
    forkTo = 0;
    copyTo = 0;
  }
}
