package cloister.analysis;

import cloister.bus.Memory;
import java.util.Arrays;

/** The words of memory that are written, with what they were before. */
final class Writes implements Memory.AccessWatcher {
  private static final int MOST = 128;

  private final int[] content = new int[Layout.MEMORY / 4];
  private final int[] earlier = new int[Layout.MEMORY / 4];
  private final int[] addresses = new int[MOST];
  private int count;

  /**
   * @param memory as it is whenever an instruction has been taken back
   */
  Writes(Memory memory) {
    for (int i = 0; i < content.length; i++) {
      content[i] = memory.read32(4 * i);
      earlier[i] = content[i];
    }
  }

  @Override
  public void accessed(int address, int bytes, boolean write, int value) {
    if (write) {
      note(address & -4);
      note(address + bytes - 1 & -4);
    }
  }

  private void note(int address) {
    for (int i = count - 1; i >= 0; i--) {
      if (addresses[i] == address) {
        return;
      }
    }
    if (count == MOST) {
      throw new IllegalStateException("more than " + MOST + " words written");
    }
    addresses[count++] = address;
  }

  /** Takes memory as it is for what the instruction finds. */
  void begin(Memory memory) {
    for (int i = 0; i < count; i++) {
      earlier[addresses[i] / 4] = memory.plain32(addresses[i]);
    }
  }

  /** Addresses and values of the words that are other than at the beginning, in pairs. */
  int[] changes(Memory memory) {
    Arrays.sort(addresses, 0, count);
    int[] changes = new int[2 * count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int now = memory.plain32(addresses[i]);
      if (now != earlier[addresses[i] / 4]) {
        changes[length++] = addresses[i];
        changes[length++] = now;
      }
    }
    return Arrays.copyOf(changes, length);
  }

  /** Makes all of it what it was. Code that was decoded of it is the caller's to forget. */
  void takeBack(Memory memory) {
    for (int i = 0; i < count; i++) {
      int index = addresses[i] / 4;
      memory.setPlain32(addresses[i], content[index]);
      earlier[index] = content[index];
    }
    count = 0;
  }
}
