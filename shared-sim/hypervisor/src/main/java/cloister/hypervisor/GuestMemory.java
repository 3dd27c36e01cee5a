package cloister.hypervisor;

import cloister.bus.Memory;
import java.util.BitSet;
import java.util.Collection;

/** What a guest takes for physical memory: a piece of the host's. */
final class GuestMemory {
  private final Memory memory;
  private final int base;
  private final int size;

  /** Pages that the hypervisor itself has written. */
  private final BitSet written = new BitSet();

  /**
   * @param base where the piece begins in the host's memory
   * @param size bytes, whole pages
   */
  GuestMemory(Memory memory, int base, int size) {
    this.memory = memory;
    this.base = base;
    this.size = size;
  }

  /** True when the hypervisor has written one of these pages since it was asked last. */
  boolean takeWritten(Collection<Integer> pages) {
    boolean any = false;
    for (int page : pages) {
      any |= written.get(page);
    }
    written.clear();
    return any;
  }

  int size() {
    return size;
  }

  boolean holds(int address) {
    return address >= 0 && address < size;
  }

  /** Where a guest-physical address lies in the host. */
  int host(int address) {
    if (!holds(address)) {
      throw new IllegalArgumentException("guest-physical " + Integer.toHexString(address));
    }
    return base + address;
  }

  /** Ones where there is nothing. */
  int read8(int address) {
    return holds(address) ? memory.read8(base + address) & 0xff : 0xff;
  }

  /** The same, and nobody is told of it who watches memory. */
  int look8(int address) {
    return holds(address) ? memory.readCode(base + address) & 0xff : 0xff;
  }

  /** An aligned word; ones where there is nothing. */
  int read32(int address) {
    return holds(address) ? memory.read32(base + address) : -1;
  }

  void write8(int address, int value) {
    if (holds(address)) {
      written.set(address >>> Memory.PAGE_BITS);
      memory.write8(base + address, value);
    }
  }

  void write32(int address, int value) {
    if (holds(address)) {
      written.set(address >>> Memory.PAGE_BITS);
      memory.write32(base + address, value);
    }
  }
}
