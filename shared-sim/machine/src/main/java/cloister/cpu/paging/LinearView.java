package cloister.cpu.paging;

import cloister.bus.Memory;

/**
 * Linear memory for those who look from outside: through the page tables as they are, without a
 * trace in them. What is not mapped reads as ones, and writes to it vanish.
 */
public final class LinearView {
  private final Memory memory;
  private final Paging paging;

  public LinearView(Memory memory, Paging paging) {
    this.memory = memory;
    this.paging = paging;
  }

  /** Physical address, or {@link Paging#NOT_MAPPED}. */
  public int physical(int linear) {
    return paging.peek(linear);
  }

  public int read8(int linear) {
    int physical = physical(linear);
    return physical == Paging.NOT_MAPPED ? 0xff : memory.read8(physical);
  }

  public int read16(int linear) {
    return inOnePage(linear, 2) && physical(linear) != Paging.NOT_MAPPED
        ? memory.read16(physical(linear))
        : read8(linear) | read8(linear + 1) << 8;
  }

  public int read32(int linear) {
    return inOnePage(linear, 4) && physical(linear) != Paging.NOT_MAPPED
        ? memory.read32(physical(linear))
        : read16(linear) | read16(linear + 2) << 16;
  }

  public void write8(int linear, int value) {
    int physical = physical(linear);
    if (physical != Paging.NOT_MAPPED) {
      memory.write8(physical, value);
    }
  }

  public void write16(int linear, int value) {
    write8(linear, value);
    write8(linear + 1, value >> 8);
  }

  public void write32(int linear, int value) {
    write16(linear, value);
    write16(linear + 2, value >> 16);
  }

  private static boolean inOnePage(int linear, int bytes) {
    return (linear & Memory.PAGE_SIZE - 1) <= Memory.PAGE_SIZE - bytes;
  }
}
