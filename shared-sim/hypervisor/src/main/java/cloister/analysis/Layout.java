package cloister.analysis;

/**
 * Where things lie on the machines of the analysis, and under which selectors. The guest has a
 * kernel in ring 0 and programs in ring 3, as almost every system; what it sees ends at {@link
 * #GUEST_END}. The rest is the hypervisor's.
 */
final class Layout {
  static final int MEMORY = 0x10000;
  static final int GUEST_END = 0x8000;

  static final int GDT = 0x1000;
  static final int IDT = 0x1800;
  static final int TASK = 0x2000;
  static final int LDT = 0x2100;
  static final int HANDLER = 0x2800;

  /** One page for code, data and stack, since only what was written is looked at afterwards. */
  static final int WORK = 0x3000;

  static final int PROLOGUE = 0x3000;
  static final int CODE = 0x3100;
  static final int DATA = 0x3800;
  static final int STACK = 0x3D00;

  static final int PAGES = 0x8000;
  static final int HOST_PAGES = 0x9000;
  static final int HOST_GDT = 0xA000;
  static final int HOST_IDT = 0xA800;
  static final int HOST_TASK = 0xB000;
  static final int HOST_LDT = 0xB100;
  static final int HOST_HANDLER = 0xB800;
  static final int BOOT = 0xC000;
  static final int HOST_STACK = 0xD800;

  static final int KERNEL_CODE = 0x08;
  static final int KERNEL_DATA = 0x10;
  static final int USER_CODE = 0x1B;
  static final int USER_DATA = 0x23;
  static final int LOCAL_TABLE = 0x30;
  static final int TASK_STATE = 0x38;
  static final int OTHER_TASK = 0x40;
  static final int GATE = 0x4B;
  static final int LAST_OF_GUEST = 0x50;

  static final int RING_1_CODE = 0x59;
  static final int RING_1_DATA = 0x61;
  static final int HOST_LOCAL_TABLE = 0x68;
  static final int HOST_TASK_STATE = 0x70;
  static final int HOST_CODE = 0x78;
  static final int HOST_DATA = 0x80;
  static final int LAST_OF_HOST = 0x80;

  /** The kernel's vector for system calls: its gate is open to ring 3. */
  static final int SYSTEM_CALL = 0x80;

  static final int CLOSED_VECTOR = 0x30;

  private Layout() {}
}
