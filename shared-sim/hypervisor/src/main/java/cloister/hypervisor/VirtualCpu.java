package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What the hypervisor keeps of a guest's processor because the real one has something else: what
 * the guest would find in these registers if it had a machine to itself.
 */
final class VirtualCpu implements Saveable {
  static final int PROTECTION = 1;

  /** Always set since the 486 (SDM 3, 2.5). */
  private static final int EXTENSION_TYPE = 1 << 4;

  static final int TASK_SWITCHED = 1 << 3;
  static final int WRITE_PROTECT = 1 << 16;
  static final int PAGING = 1 << 31;

  private static final int DEFINED_IN_CR0 = 0xE005003F;

  /** Bits of CR4 that a guest may set: large pages, and global ones, which change nothing here. */
  static final int KNOWN_IN_CR4 = 1 << 4 | 1 << 7;

  int cr0 = PROTECTION | EXTENSION_TYPE;
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

  @Override
  public void save(StateWriter out) {
    out.writeInts(new int[] {cr0, cr2, cr3, cr4, gdtBase, gdtLimit, idtBase, idtLimit});
    out.writeInts(new int[] {taskSelector, localTable, ioPrivilege});
    out.writeBoolean(interruptFlag);
    out.writeBoolean(shadowed);
    out.writeBoolean(halted);
  }

  @Override
  public void load(StateReader in) {
    cr0 = in.readInt();
    cr2 = in.readInt();
    cr3 = in.readInt();
    cr4 = in.readInt();
    gdtBase = in.readInt();
    gdtLimit = in.readInt();
    idtBase = in.readInt();
    idtLimit = in.readInt();
    taskSelector = in.readInt();
    localTable = in.readInt();
    ioPrivilege = in.readInt();
    interruptFlag = in.readBoolean();
    shadowed = in.readBoolean();
    halted = in.readBoolean();
  }

  void setCr0(int value) {
    cr0 = value & DEFINED_IN_CR0 | EXTENSION_TYPE;
  }

  boolean pages() {
    return (cr0 & PAGING) != 0;
  }
}
