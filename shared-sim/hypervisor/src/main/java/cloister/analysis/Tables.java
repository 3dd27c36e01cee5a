package cloister.analysis;

import cloister.bus.Memory;

/** Writes the descriptor tables of the guest, and those of the hypervisor below it. */
final class Tables {
  private static final int FLAT = 0x0000FFFF;
  private static final int CODE = 0x00CF9B00;
  private static final int DATA = 0x00CF9300;
  private static final int DPL_1 = 1 << 13;
  private static final int DPL_3 = 3 << 13;
  private static final int PRESENT = 1 << 15;
  private static final int LOCAL_TABLE = 0x8200;
  private static final int TASK = 0x8900;
  private static final int CALL_GATE = 0x8C00 | DPL_3;
  private static final int INTERRUPT_GATE = 0x8E00;
  private static final int TASK_LIMIT = 0x67;
  private static final int LOCAL_LIMIT = 0x27;

  /** Of a flat segment that ends before FFC00000h. */
  private static final int CUT = 0x0000FBFF;

  private static final int LARGE_PAGE_USED_BY_ALL = 0xE7;
  private static final int VECTORS = 256;

  /** Where a task state says that its permissions for ports lie beyond its end. */
  private static final int NO_PORTS = 0x66;

  private final Memory memory;

  Tables(Memory memory) {
    this.memory = memory;
  }

  /** The guest's own, as it has built them; also what it would see of them under a hypervisor. */
  void guest() {
    int table = Layout.GDT;
    descriptor(table, Layout.KERNEL_CODE, FLAT, CODE);
    descriptor(table, Layout.KERNEL_DATA, FLAT, DATA);
    rest(table, true);
    vectors(Layout.IDT, Layout.KERNEL_CODE, Layout.HANDLER);
    gate(Layout.IDT, 3, Layout.KERNEL_CODE, Layout.HANDLER, DPL_3);
    gate(Layout.IDT, 4, Layout.KERNEL_CODE, Layout.HANDLER, DPL_3);
    gate(Layout.IDT, Layout.SYSTEM_CALL, Layout.KERNEL_CODE, Layout.HANDLER, DPL_3);
    stack(Layout.TASK, Layout.STACK - 0x100, Layout.KERNEL_DATA);
    memory.write32(Layout.PAGES, LARGE_PAGE_USED_BY_ALL);
  }

  /**
   * The hypervisor's: what the processor goes by while the guest runs. Its gates are closed to all
   * rings, and what the processor would use unasked (gates, task states) is not present.
   */
  void host(Arrangement arrangement) {
    int table = Layout.HOST_GDT;
    boolean shadowed = arrangement == Arrangement.SHADOWED;
    int limit = shadowed ? CUT : FLAT;
    int dpl = shadowed ? DPL_1 : 0;
    descriptor(table, Layout.KERNEL_CODE, limit, CODE | dpl);
    descriptor(table, Layout.KERNEL_DATA, limit, DATA | dpl);
    rest(table, false);
    descriptor(table, Layout.RING_1_CODE, CUT, CODE | DPL_1);
    descriptor(table, Layout.RING_1_DATA, CUT, DATA | DPL_1);
    system(table, Layout.HOST_LOCAL_TABLE, Layout.HOST_LDT, LOCAL_LIMIT, LOCAL_TABLE);
    system(table, Layout.HOST_TASK_STATE, Layout.HOST_TASK, TASK_LIMIT, TASK);
    descriptor(table, Layout.HOST_CODE, FLAT, CODE);
    descriptor(table, Layout.HOST_DATA, FLAT, DATA);
    vectors(Layout.HOST_IDT, Layout.HOST_CODE, Layout.HOST_HANDLER);
    stack(Layout.HOST_TASK, Layout.HOST_STACK, Layout.HOST_DATA);
    memory.write32(Layout.HOST_PAGES, LARGE_PAGE_USED_BY_ALL);
  }

  private void rest(int table, boolean present) {
    int kept = present ? -1 : ~PRESENT;
    descriptor(table, Layout.USER_CODE, FLAT, CODE | DPL_3);
    descriptor(table, Layout.USER_DATA, FLAT, DATA | DPL_3);
    system(table, Layout.LOCAL_TABLE, Layout.LDT, LOCAL_LIMIT, LOCAL_TABLE & kept);
    system(table, Layout.TASK_STATE, Layout.TASK, TASK_LIMIT, TASK & kept);
    system(table, Layout.OTHER_TASK, Layout.TASK, TASK_LIMIT, TASK & kept);
    int target = Layout.KERNEL_CODE << 16 | Layout.HANDLER;
    descriptor(table, Layout.GATE, target, CALL_GATE & kept);
  }

  private void system(int table, int selector, int base, int limit, int rights) {
    descriptor(table, selector, base << 16 | limit, rights);
  }

  private void descriptor(int table, int selector, int low, int high) {
    memory.write32(table + (selector & ~7), low);
    memory.write32(table + (selector & ~7) + 4, high);
  }

  private void vectors(int table, int selector, int offset) {
    for (int vector = 0; vector < VECTORS; vector++) {
      gate(table, vector, selector, offset, 0);
    }
  }

  private void gate(int table, int vector, int selector, int offset, int dpl) {
    memory.write32(table + 8 * vector, selector << 16 | offset);
    memory.write32(table + 8 * vector + 4, INTERRUPT_GATE | dpl);
  }

  /** Where an interrupt from an outer ring finds its stack; no port is open to ring 3. */
  private void stack(int task, int pointer, int selector) {
    memory.write32(task + 4, pointer);
    memory.write32(task + 8, selector);
    memory.write16(task + NO_PORTS, 0xFFFF);
  }
}
