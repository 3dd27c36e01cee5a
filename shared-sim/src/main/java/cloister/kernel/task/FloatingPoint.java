package cloister.kernel.task;

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
  private int restoreFrom;
  private boolean initial;

  /** The registers are copied for a child, to a physical address. */
  void forkTo(int address) {
    forkTo = address;
  }

  /** They are saved in a program's memory, and it goes on with fresh ones. */
  void saveForHandler(UserMemory memory, int address) throws KernelError {
    for (int i = 0; i < BYTES / 4; i++) {
      memory.write32(address + 4 * i, i < INITIAL.length ? INITIAL[i] : 0);
    }
    if (!initial) {
      copyTo = address;
    }
    initial = true;
    restoreFrom = 0;
  }

  /** They are those that a program has in its memory. */
  void restoreFrom(UserMemory memory, int address) throws KernelError {
    byte[] all = new byte[BYTES];
    memory.read(address, all, 0, BYTES);
    restoreFrom = address;
    initial = false;
  }

  /** They are fresh. */
  public void reset() {
    initial = true;
  }

  /** Physical address; 0 for nothing. */
  public int forkTo() {
    return forkTo;
  }

  /** Linear address of the present program; 0 for nothing. */
  public int copyTo() {
    return copyTo;
  }

  /** Linear address of the present program; 0 for nothing. */
  public int restoreFrom() {
    return restoreFrom;
  }

  public boolean isInitial() {
    return initial;
  }

  public void done() {
    forkTo = 0;
    copyTo = 0;
    restoreFrom = 0;
    initial = false;
  }
}
