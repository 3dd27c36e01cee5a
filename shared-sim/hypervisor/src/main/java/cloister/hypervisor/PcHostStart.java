package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;

/**
 * How the hypervisor of a PC begins, as a boot loader leaves it: in real mode, with its entry code
 * in its own memory and, as long as it begins, the first part of it below 1 MiB.
 *
 * @param own physical address of the hypervisor's memory
 * @param entry offset of the entry code there, and its address below 1 MiB
 * @param directory offset of its page directory
 */
record PcHostStart(Memory memory, int own, int entry, int directory) {
  private static final int STUB_BYTES = 0x100;

  /** Behind the entry code's first jump: where it finds the address of the hypervisor's memory. */
  private static final int PLACE = 4;

  private static final int PAGE_4_MIB = 0x83;
  private static final int LAST = 4 * 1023;

  void layOut(byte[] entryCode, Cpu host) {
    for (int i = 0; i < entryCode.length; i++) {
      memory.write8(own + entry + i, entryCode[i] & 0xFF);
    }
    memory.write32(own + entry + PLACE, own);
    for (int i = 0; i < STUB_BYTES; i += 4) {
      memory.write32(entry + i, memory.read32(own + entry + i));
    }
    memory.write32(own + directory, PAGE_4_MIB);
    memory.write32(own + directory + LAST, own | PAGE_4_MIB);
    for (int register = 0; register < 6; register++) {
      host.segments.setReal(register, 0);
    }
    host.setEip(entry);
  }

  /** Gives the guest what it needed below 1 MiB. */
  void leaveLowMemory() {
    for (int i = 0; i < STUB_BYTES; i += 4) {
      memory.write32(entry + i, 0);
    }
  }
}
