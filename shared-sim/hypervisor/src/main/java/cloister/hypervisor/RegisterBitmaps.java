package cloister.hypervisor;

import cloister.bus.Memory;

/** The model-specific registers that a guest may not reach itself (SDM 3, 24.6.9). */
final class RegisterBitmaps {
  private static final int WRITES = 2048;
  private static final int TIME_STAMP_COUNTER = 0x10;
  private static final int APIC_BASE = 0x1B;
  private static final int FEATURE_CONTROL = 0x3A;
  private static final int VMX_FIRST = 0x480;
  private static final int VMX_LAST = 0x491;

  private RegisterBitmaps() {}

  /** Of guests that have no APIC. */
  static void build(Memory memory) {
    keepVirtualization(memory, HostLayout.REGISTER_BITMAPS);
    set(memory, HostLayout.REGISTER_BITMAPS, APIC_BASE);
  }

  /** What a guest sees or changes of the host, and its time. */
  static void keepVirtualization(Memory memory, int bitmaps) {
    set(memory, bitmaps, TIME_STAMP_COUNTER);
    set(memory, bitmaps, FEATURE_CONTROL);
    for (int register = VMX_FIRST; register <= VMX_LAST; register++) {
      set(memory, bitmaps, register);
    }
  }

  private static void set(Memory memory, int bitmaps, int register) {
    for (int part = 0; part <= WRITES; part += WRITES) {
      int at = bitmaps + part + (register >>> 3);
      memory.write8(at, memory.read8(at) & 0xFF | 1 << (register & 7));
    }
  }
}
