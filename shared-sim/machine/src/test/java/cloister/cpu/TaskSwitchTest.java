package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Exceptions;
import org.junit.jupiter.api.Test;

/** Task switches that are refused, or that a comparison with another processor cannot see. */
class TaskSwitchTest {
  private static final int DIRECTORY = 0x20000;
  private static final int TABLE = 0x21000;
  private static final int POINTERS = 0x22000;
  private static final int LARGE_PAGE = 0x87;
  private static final int OTHER = 0xa000;
  private static final int OTHER_SELECTOR = 0x38;
  private static final int AVAILABLE = 0x00008900;
  private static final int READ_ONLY = 5;
  private static final int FULL = 7;
  private static final int TASK_GATE = 0x8500;
  private static final int MARK = 0x11111111;

  private final ProtectedMachine machine = new ProtectedMachine();

  TaskSwitchTest() {
    machine.descriptor(OTHER_SELECTOR, OTHER << 16 | 0x67, AVAILABLE);
    machine.memory.write32(OTHER + 0x20, ProtectedMachine.CODE + 0x100);
    machine.memory.write8(ProtectedMachine.CODE + 0x100, 0xf4);
    machine.memory.write32(OTHER + 0x24, 2);
    machine.memory.write32(OTHER + 0x38, ProtectedMachine.STACK3);
    for (int field = 0x48; field < 0x60; field += 4) {
      boolean code = field == 0x4c;
      machine.memory.write32(OTHER + field, code ? ProtectedMachine.CODE0 : ProtectedMachine.DATA0);
    }
  }

  @Test
  void aCallThatCannotWriteTheLinkHasWrittenNothing() {
    assertRefusedWithoutATrace(OTHER);
  }

  @Test
  void aCallThatCannotMarkTheNewTaskBusyHasWrittenNothing() {
    assertRefusedWithoutATrace(ProtectedMachine.GDT);
  }

  private void assertRefusedWithoutATrace(int readOnlyPage) {
    for (int page = 0; page < 64; page++) {
      int address = page << 12;
      int rights = address == readOnlyPage ? READ_ONLY : FULL;
      machine.memory.write32(TABLE + 4 * page, address | rights);
    }
    machine.memory.write32(DIRECTORY, TABLE | FULL);
    machine.memory.write32(ProtectedMachine.TSS + 0x20, MARK);
    machine.code(
        MachineCode.of(
            "b8 00 00 02 00 0f 22 d8", // mov cr3, DIRECTORY
            "0f 20 c0 0d 00 00 01 80 0f 22 c0", // mov cr0, cr0 | PG | WP
            "9a 00 00 00 00 38 00")); // call OTHER_SELECTOR:0
    Cpu cpu = machine.ring0();
    cpu.run(6);
    assertEquals(Exceptions.PF, cpu.pendingVector());
    assertEquals(3, cpu.pendingErrorCode());
    assertEquals(readOnlyPage, cpu.control(2) & -0x1000);
    assertEquals(MARK, machine.memory.read32(ProtectedMachine.TSS + 0x20));
    assertEquals(0, machine.memory.read32(OTHER));
    assertEquals(AVAILABLE, machine.memory.read32(ProtectedMachine.GDT + OTHER_SELECTOR + 4));
  }

  @Test
  void aBadPointerTableIsAFaultOfTheNewTask() {
    for (int reserved : new int[] {0, 2, 0x20, 0x100}) {
      TaskSwitchTest fresh = new TaskSwitchTest();
      fresh.switchPointerTables(reserved);
      Cpu cpu = fresh.machine.cpu;
      assertEquals(OTHER_SELECTOR, cpu.segments.selector[7]);
      assertEquals(ProtectedMachine.CODE + 0x100, cpu.eip());
      assertEquals(POINTERS, cpu.control(3));
      assertEquals(reserved == 0 ? -1 : Exceptions.GP, cpu.pendingVector());
      assertEquals(reserved == 0 ? -1 : 0, cpu.pendingErrorCode());
      assertEquals(reserved == 0 ? 0x23001 : TABLE | 1, cpu.paging().pointers().low(0));
    }
  }

  /** With PAE, by a jump; both tables map the first two megabytes to themselves. */
  private void switchPointerTables(int reserved) {
    machine.memory.write32(DIRECTORY, TABLE | 1);
    machine.memory.write32(TABLE, LARGE_PAGE);
    machine.memory.write32(POINTERS, 0x23001);
    machine.memory.write32(POINTERS + 24, 0x23001 | reserved);
    machine.memory.write32(0x23000, LARGE_PAGE);
    machine.memory.write32(OTHER + 0x1c, POINTERS);
    machine.code(
        MachineCode.of(
            "b8 20 00 00 00 0f 22 e0", // mov cr4, PAE
            "b8 00 00 02 00 0f 22 d8", // mov cr3, DIRECTORY
            "0f 20 c0 0d 00 00 01 80 0f 22 c0", // mov cr0, cr0 | PG | WP
            "ea 00 00 00 00 38 00")); // jmp OTHER_SELECTOR:0
    machine.ring0().run(8);
  }

  @Test
  void theTrapOfADoubleFaultTaskIsNoSecondFault() {
    machine.memory.write32(OTHER + 0x64, 1);
    machine.gate(Exceptions.GP, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    machine.gate(Exceptions.DF, OTHER_SELECTOR, 0, TASK_GATE);
    Cpu cpu = machine.code(0xfa).ring3();
    cpu.run(3);
    assertFalse(cpu.shutDown());
    assertEquals(Exceptions.DB, cpu.pendingVector());
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + Exceptions.DB, cpu.eip());
  }

  @Test
  void aDoubleFaultTaskThatCannotBeginShutsDown() {
    machine.memory.write32(OTHER + 0x50, 0);
    machine.gate(Exceptions.GP, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    machine.gate(Exceptions.DF, OTHER_SELECTOR, 0, TASK_GATE);
    Cpu cpu = machine.code(0xfa).ring3();
    cpu.run(3);
    assertTrue(cpu.shutDown());
  }
}
