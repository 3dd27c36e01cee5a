package cloister.platform;

import cloister.bus.Memory;

/** The entry code as it lies in memory: what it says of itself, in words at its beginning. */
final class EntryCode {
  /** All of memory is seen from here on. */
  static final int BASE = 0xC0000000;

  /** Physical address of its first byte, where it begins in real mode. */
  static final int ADDRESS = 0x8000;

  /** Physical address of the page directory with the kernel's part alone. */
  static final int DIRECTORY = 0x2000;

  /** Where it writes the address of a program's registers. */
  static final int PORT = 0xE4;

  private static final int FIRST_WORD = ADDRESS + 4;

  private final Memory memory;

  EntryCode(Memory memory) {
    this.memory = memory;
  }

  static int linear(int physical) {
    return BASE + physical;
  }

  static int physical(int linear) {
    return linear - BASE;
  }

  private int word(int index) {
    return memory.read32(FIRST_WORD + 4 * index);
  }

  /** Linear address of the only instruction that the port answers. */
  int enter() {
    return word(0);
  }

  /** Physical address of the words for the way out. */
  int words() {
    return physical(word(1));
  }

  /** Physical address of the descriptor table. */
  int descriptors() {
    return physical(word(2));
  }

  /** Linear address of an x87 state as FNINIT makes it. */
  int initialNumbers() {
    return word(4);
  }
}
