package cloister.hypervisor;

import cloister.bus.Memory;

/** Linear memory of a guest, as its kernel reaches it. */
final class GuestLinear {
  private final GuestMemory memory;
  private final GuestTables tables;
  private final VirtualCpu cpu;

  GuestLinear(GuestMemory memory, GuestTables tables, VirtualCpu cpu) {
    this.memory = memory;
    this.tables = tables;
    this.cpu = cpu;
  }

  int read8(int linear) throws GuestFault {
    return memory.read8(physical(linear, false));
  }

  int read16(int linear) throws GuestFault {
    return read8(linear) | read8(linear + 1) << 8;
  }

  int read32(int linear) throws GuestFault {
    if ((linear & Memory.PAGE_SIZE - 1) <= Memory.PAGE_SIZE - 4) {
      int physical = physical(linear, false);
      return (physical & 3) == 0
          ? memory.read32(physical)
          : memory.read8(physical)
              | memory.read8(physical + 1) << 8
              | memory.read8(physical + 2) << 16
              | memory.read8(physical + 3) << 24;
    }
    return read16(linear) | read16(linear + 2) << 16;
  }

  /** A word, without a mark in the tables that it was used. */
  int look32(int linear) throws GuestFault {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= look8(linear + i) << 8 * i;
    }
    return value;
  }

  private int look8(int linear) throws GuestFault {
    GuestTables.Walk walk = tables.walk(linear);
    int fault = walk.fault(false, false, true);
    if (fault >= 0) {
      throw GuestFault.page(linear, fault);
    }
    return memory.read8(walk.physical());
  }

  void write32(int linear, int value) throws GuestFault {
    for (int i = 0; i < 4; i++) {
      memory.write8(physical(linear + i, true), value >>> 8 * i);
    }
  }

  void write8(int linear, int value) throws GuestFault {
    memory.write8(physical(linear, true), value & 0xFF);
  }

  void write16(int linear, int value) throws GuestFault {
    write8(linear, value);
    write8(linear + 1, value >>> 8);
  }

  /** Is refused what a write would be refused. */
  void reach(int linear) throws GuestFault {
    physical(linear, true);
  }

  private int physical(int linear, boolean write) throws GuestFault {
    GuestTables.Walk walk = tables.walk(linear);
    boolean protects = (cpu.cr0 & VirtualCpu.WRITE_PROTECT) != 0;
    int fault = walk.fault(write, false, protects);
    if (fault >= 0) {
      throw GuestFault.page(linear, fault);
    }
    tables.mark(walk, write);
    return walk.physical();
  }
}
