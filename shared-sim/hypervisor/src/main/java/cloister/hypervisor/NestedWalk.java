package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * The way by which a guest's physical address becomes one of the machine, entry by entry (SDM 3,
 * 28.2.2).
 *
 * @param reads entries that the processor reads on it
 * @param address physical address of the last entry
 * @param entry its lower half
 */
record NestedWalk(int reads, int address, int entry) {
  private static final int ALL = 7;
  private static final int LARGE = 1 << 7;
  private static final int FRAME = -Memory.PAGE_SIZE;

  static NestedWalk of(Memory memory, int pointer, int physical) {
    int table = pointer & FRAME;
    int reads = 0;
    for (int level = 4; level > 0; level--) {
      int shift = 12 + 9 * (level - 1);
      int index = shift > 31 ? 0 : physical >>> shift & 0x1FF;
      int address = table + 8 * index;
      int entry = memory.read32(address);
      reads++;
      if (level == 1 || (entry & ALL) == 0 || (entry & LARGE) != 0) {
        return new NestedWalk(reads, address, entry);
      }
      table = entry & FRAME;
    }
    throw new IllegalStateException("a walk of more than four levels");
  }

  boolean leads() {
    return (entry & ALL) != 0;
  }
}
