package cloister.hypervisor;

/**
 * What the hypervisor keeps of a guest's processor because the real one has something else: what
 * the guest would find in these registers if it had a machine to itself.
 */
final class VirtualCpu {
  static final int PROTECTION = 1;
  static final int WRITE_PROTECT = 1 << 16;
  static final int PAGING = 1 << 31;

  int cr0 = PROTECTION;
  int cr2;
  int cr3;
  int cr4;
  int gdtBase;
  int gdtLimit;
  int idtBase;
  int idtLimit = 0xffff;
  int taskSelector;
  int localTable;
  boolean interruptFlag;
  int ioPrivilege;

  /** The instruction behind one that let interrupts in is still done before one comes. */
  boolean shadowed;

  boolean halted;

  boolean pages() {
    return (cr0 & PAGING) != 0;
  }
}
