package cloister.cpu.vmx;

import cloister.bus.Memory;

/**
 * A virtual-machine control structure (SDM 3, chapter 24). Its fields lie in its region of memory
 * all the time, which the manual leaves to the processor: behind revision identifier and abort
 * indicator, eight bytes each in the order of {@link VmcsField}.
 */
public final class Vmcs {
  /** What software writes into the first word of a region. */
  public static final int REVISION = 1;

  static final int BYTES = 4096;

  /** There is no current VMCS. */
  public static final int NONE = -1;

  /** Where a VMX abort leaves its reason (SDM 3, 27.7). */
  private static final int ABORT = 4;

  private static final int LAUNCHED = 8;
  private static final int FIELDS = 16;

  private final Memory memory;
  private final int address;

  /**
   * @param address physical address of its region
   */
  public Vmcs(Memory memory, int address) {
    this.memory = memory;
    this.address = address;
  }

  int revision() {
    return memory.read32(address);
  }

  boolean launched() {
    return memory.read32(address + LAUNCHED) != 0;
  }

  void setLaunched(boolean value) {
    memory.write32(address + LAUNCHED, value ? 1 : 0);
  }

  void setAbort(int reason) {
    memory.write32(address + ABORT, reason);
  }

  int address() {
    return address;
  }

  /** The low word of a field. */
  public int get(VmcsField field) {
    return memory.read32(place(field));
  }

  public int high(VmcsField field) {
    return memory.read32(place(field) + 4);
  }

  public void set(VmcsField field, int value) {
    memory.write32(place(field), field.bits() == 16 ? value & 0xFFFF : value);
  }

  public void setHigh(VmcsField field, int value) {
    memory.write32(place(field) + 4, value);
  }

  boolean has(VmcsField field, int bits) {
    return (get(field) & bits) != 0;
  }

  private int place(VmcsField field) {
    return address + FIELDS + 8 * field.ordinal();
  }
}
