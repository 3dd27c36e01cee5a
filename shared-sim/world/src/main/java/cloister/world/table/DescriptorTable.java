package cloister.world.table;

import cloister.cpu.paging.LinearView;

/** A descriptor table in memory, as GDTR or IDTR name it. */
public record DescriptorTable(LinearView memory, int base, int limit) {
  /** Whole entries within the limit, at most 8192. */
  public int count() {
    return Math.min(8192, (limit + 1) / Descriptor.SIZE);
  }

  public boolean has(int index) {
    return index >= 0 && index < count();
  }

  public int address(int index) {
    return base + index * Descriptor.SIZE;
  }

  public Descriptor entry(int index) {
    int address = address(index);
    return new Descriptor(memory.read32(address), memory.read32(address + 4));
  }

  public void write(int index, Descriptor descriptor) {
    memory.write32(address(index), descriptor.low());
    memory.write32(address(index) + 4, descriptor.high());
  }
}
