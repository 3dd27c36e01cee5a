package cloister.world.sentence;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.paging.Tlb;

/** Memory as an instruction has left it, as far as it can be known which memory it was. */
final class Seen {
  private final Cpu cpu;

  Seen(Cpu cpu) {
    this.cpu = cpu;
  }

  /** The tables lead elsewhere than the processor went, which kept a translation. */
  boolean stale(int address, int bytes) {
    return stale(address) || stale(address + bytes - 1);
  }

  private boolean stale(int address) {
    Tlb tlb = cpu.paging().dataTlb();
    int page = address & -Memory.PAGE_SIZE;
    int at = address >>> Memory.PAGE_BITS & tlb.slots() - 1;
    return tlb.used(at)
        && tlb.linear(at) == page
        && tlb.physical(at) != cpu.linear().physical(page);
  }

  int read(int address, int bytes) {
    return switch (bytes) {
      case 1 -> cpu.linear().read8(address);
      case 2 -> cpu.linear().read16(address);
      default -> cpu.linear().read32(address);
    };
  }
}
