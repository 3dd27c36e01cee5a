package cloister.cpu.seg;

import cloister.bits.Bits;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.event.Rule;

/** Reads descriptors from the global and the local table and keeps their accessed bits. */
public final class DescriptorTables {
  /** Where a descriptor has its type, DPL and present bit. */
  private static final int ACCESS_BYTE = 5;

  /** The busy bit in that byte. */
  private static final int BUSY = Rights.BUSY >>> 8;

  private static final int LAST_BYTE = 7;

  private final Core core;
  private final LinearMemory memory;

  public DescriptorTables(Core core, LinearMemory memory) {
    this.core = core;
    this.memory = memory;
  }

  /** True when the selector's descriptor lies wholly within its table. */
  public boolean holds(int selector) {
    if (Selector.inLocalTable(selector) && !core.segments.usable(Segments.LDTR)) {
      return false;
    }
    return !Bits.below(limit(selector), Selector.offset(selector) + LAST_BYTE);
  }

  /** The limit of the table that the selector names. */
  public int limit(int selector) {
    return Selector.inLocalTable(selector) ? core.segments.limit[Segments.LDTR] : core.gdtLimit;
  }

  /**
   * Reads a descriptor.
   *
   * @param vector exception to raise when the selector is outside its table
   * @param external bit 0 of the error code: an event outside the program is being delivered
   */
  public SegmentDescriptor read(int selector, int vector, int external) {
    int errorCode = Selector.errorCode(selector) | external;
    int limit = limit(selector);
    core.require(holds(selector), vector, errorCode, Rule.SELECTOR_LIMIT, selector, limit, 0);
    int address = address(selector);
    int low = memory.readSystem32(address);
    int high = memory.readSystem32(address + 4);
    String table = Selector.inLocalTable(selector) ? "LDT" : "GDT";
    core.witness.descriptor(table, address, low, high);
    return new SegmentDescriptor(low, high);
  }

  /** Sets the accessed bit in memory, as loading a code or data segment does. */
  public SegmentDescriptor markAccessed(int selector, SegmentDescriptor descriptor) {
    return descriptor.isCodeOrData()
        ? setType(selector, descriptor, descriptor.high() | Rights.ACCESSED)
        : descriptor;
  }

  /** Sets the busy bit of a task-state segment. */
  public SegmentDescriptor markBusy(int selector, SegmentDescriptor descriptor) {
    return setType(selector, descriptor, descriptor.high() | Rights.BUSY);
  }

  /** Sets or clears the busy bit of a task-state segment's descriptor where it lies. */
  public void setBusy(int selector, boolean busy) {
    int address = busyAddress(selector);
    int access = memory.readSystem8(address);
    memory.writeSystem8(address, busy ? access | BUSY : access & ~BUSY);
    core.witness.moved("B", true, address, 1, busy ? 1 : 0);
  }

  /** Refuses what {@link #setBusy} would be refused for. */
  public void checkBusy(int selector) {
    memory.checkSystemWrite(busyAddress(selector), 1);
  }

  private int busyAddress(int selector) {
    return core.gdtBase + Selector.offset(selector) + ACCESS_BYTE;
  }

  private SegmentDescriptor setType(int selector, SegmentDescriptor descriptor, int high) {
    if (high == descriptor.high()) {
      return descriptor;
    }
    memory.writeSystem8(address(selector) + ACCESS_BYTE, high >>> 8);
    return new SegmentDescriptor(descriptor.low(), high);
  }

  private int address(int selector) {
    int base = Selector.inLocalTable(selector) ? core.segments.base[Segments.LDTR] : core.gdtBase;
    return base + Selector.offset(selector);
  }
}
