package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;

/** What a technique has to work with. */
record HostParts(Memory memory, Cpu cpu, Deadline deadline, Guests guests) {
  /** Instructions that the processor has done, in host and guests. */
  long retired() {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }
}
