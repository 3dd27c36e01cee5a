package cloister.hypervisor;

/** The table of segments as the guest has it, before anything is changed for the processor. */
final class GuestDescriptors {
  private static final int PRESENT = 1 << 15;
  private static final int DPL = 3 << 13;
  private static final int CODE_OR_DATA = 1 << 12;
  private static final int CODE = 1 << 11;
  private static final int DEFAULT_32 = 1 << 22;

  private final GuestLinear memory;
  private final VirtualCpu cpu;

  GuestDescriptors(GuestLinear memory, VirtualCpu cpu) {
    this.memory = memory;
    this.cpu = cpu;
  }

  /** True when a selector names an entry of the table; not for null and for the local table. */
  boolean has(int selector) {
    int index = selector & 0xFFF8;
    return (selector & 4) == 0 && index != 0 && index + 7 <= cpu.gdtLimit;
  }

  int low(int selector) throws GuestFault {
    return memory.read32(cpu.gdtBase + (selector & 0xFFF8));
  }

  int high(int selector) throws GuestFault {
    return memory.read32(cpu.gdtBase + (selector & 0xFFF8) + 4);
  }

  /** Where a segment begins; 0 for what the table has not. */
  int base(int selector) throws GuestFault {
    if (!has(selector)) {
      return 0;
    }
    int high = high(selector);
    return low(selector) >>> 16 | (high & 0xFF) << 16 | high & 0xFF000000;
  }

  /** Where a segment begins that has to be there. */
  int base(int selector, int otherwise) throws GuestFault {
    if (!has(selector)) {
      throw GuestFault.of(otherwise, selector & 0xFFFC);
    }
    return base(selector);
  }

  boolean isPresent(int selector) throws GuestFault {
    return has(selector) && (high(selector) & PRESENT) != 0;
  }

  /** True for code and data, false for gates and task states. */
  boolean isCodeOrData(int selector) throws GuestFault {
    return has(selector) && (high(selector) & CODE_OR_DATA) != 0;
  }

  /** True for code of 32 bits that is there and belongs to ring 0. */
  boolean isKernelCode(int selector) throws GuestFault {
    int all = PRESENT | DPL | CODE_OR_DATA | CODE | DEFAULT_32;
    int wanted = PRESENT | CODE_OR_DATA | CODE | DEFAULT_32;
    return has(selector) && (high(selector) & all) == wanted;
  }

  /** True for code of 32 bits. */
  boolean is32Bit(int selector) throws GuestFault {
    return !has(selector) || (high(selector) & DEFAULT_32) != 0;
  }
}
