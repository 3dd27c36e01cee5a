package cloister.hypervisor;

import cloister.bus.Memory;

/** What a guest takes for physical memory: a piece of the host's. */
final class GuestMemory {
  private final Memory memory;
  private final int base;
  private final int size;

  /**
   * @param base where the piece begins in the host's memory
   * @param size bytes, whole pages
   */
  GuestMemory(Memory memory, int base, int size) {
    this.memory = memory;
    this.base = base;
    this.size = size;
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
      memory.write8(base + address, value);
    }
  }

  void write32(int address, int value) {
    if (holds(address)) {
      memory.write32(base + address, value);
    }
  }
}
