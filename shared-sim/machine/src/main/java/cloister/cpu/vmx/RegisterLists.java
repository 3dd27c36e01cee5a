package cloister.cpu.vmx;

import cloister.cpu.core.Core;
import cloister.cpu.insn.RegisterAccess;

/**
 * Model-specific registers that entries and exits load and store by lists in memory: sixteen bytes
 * for each, its number and its value (SDM 3, 24.7.2, 26.4, 27.4 and 27.6).
 */
final class RegisterLists {
  private static final int ENTRY_BYTES = 16;
  private static final int FS_BASE = 0xC0000100;
  private static final int GS_BASE = 0xC0000101;
  private static final int SMM_CONTROL = 0x9B;
  private static final int SMBASE = 0x9E;

  private final Core core;
  private final RegisterAccess registers;

  RegisterLists(Core core) {
    this.core = core;
    registers = new RegisterAccess(core);
  }

  /** Whether the three lists lie where such lists may lie. */
  static boolean lieRightly(Vmcs vmcs) {
    return liesRightly(vmcs, VmcsField.EXIT_STORE_COUNT, VmcsField.EXIT_STORE_ADDRESS)
        && liesRightly(vmcs, VmcsField.EXIT_LOAD_COUNT, VmcsField.EXIT_LOAD_ADDRESS)
        && liesRightly(vmcs, VmcsField.ENTRY_LOAD_COUNT, VmcsField.ENTRY_LOAD_ADDRESS);
  }

  private static boolean liesRightly(Vmcs vmcs, VmcsField countField, VmcsField addressField) {
    long count = Integer.toUnsignedLong(vmcs.get(countField));
    int address = vmcs.get(addressField);
    long last = Integer.toUnsignedLong(address) + ENTRY_BYTES * count - 1;
    return count == 0
        || (address & ENTRY_BYTES - 1) == 0 && vmcs.high(addressField) == 0 && last >>> 32 == 0;
  }

  /** The place of the entry that cannot be loaded, counted from 1; 0 when all are. */
  int load(Vmcs vmcs, VmcsField countField, VmcsField addressField) {
    int count = vmcs.get(countField);
    for (int i = 0; i < count; i++) {
      int at = vmcs.get(addressField) + ENTRY_BYTES * i;
      int number = core.memory.read32(at);
      boolean loadable =
          isPlain(number, at) && number != FS_BASE && number != GS_BASE && number != SMM_CONTROL;
      int low = core.memory.read32(at + 8);
      if (!loadable || !registers.write(number, low, core.memory.read32(at + 12))) {
        return i + 1;
      }
    }
    return 0;
  }

  /** False when a register of the list cannot be stored. */
  boolean store(Vmcs vmcs) {
    int eax = core.general[Core.EAX];
    int edx = core.general[Core.EDX];
    boolean good = true;
    for (int i = 0; i < vmcs.get(VmcsField.EXIT_STORE_COUNT) && good; i++) {
      int at = vmcs.get(VmcsField.EXIT_STORE_ADDRESS) + ENTRY_BYTES * i;
      int number = core.memory.read32(at);
      good = isPlain(number, at) && number != SMBASE && registers.read(number);
      if (good) {
        core.memory.write32(at + 8, core.general[Core.EAX]);
        core.memory.write32(at + 12, core.general[Core.EDX]);
      }
    }
    core.general[Core.EAX] = eax;
    core.general[Core.EDX] = edx;
    return good;
  }

  /** No register of an x2APIC, and nothing beside the number. */
  private boolean isPlain(int number, int at) {
    return number >>> 8 != 8 && core.memory.read32(at + 4) == 0;
  }
}
