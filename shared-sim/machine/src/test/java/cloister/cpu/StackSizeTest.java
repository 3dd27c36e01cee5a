package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.core.Segments;
import org.junit.jupiter.api.Test;

/** Instructions of 32 bits on a stack of 16 bits, and the change from one to the other. */
class StackSizeTest {
  private static final int WRITABLE_16_BIT = 0x0000f300;

  private final ProtectedMachine machine = new ProtectedMachine();

  @Test
  void pushMovesNoMoreThanSp() {
    Cpu cpu = on16BitStack(0x12340000, 0x50);
    cpu.run(1);
    assertEquals(0x1234fffc, cpu.general[4]);
  }

  @Test
  void enterGivesEbpTheWholeOfEsp() {
    Cpu cpu = on16BitStack(0x12348000, 0xc8, 8, 0, 0);
    cpu.run(1);
    assertEquals(0x12347ffc, cpu.general[5]);
    assertEquals(0x12347ff4, cpu.general[4]);
  }

  @Test
  void popSsMovesTheOldStackPointer() {
    Cpu cpu = on16BitStack(0x1234fffc, 0x17);
    machine.memory.write32(0xfffc, ProtectedMachine.DATA3);
    cpu.run(1);
    assertEquals(ProtectedMachine.DATA3, cpu.segments.selector[Segments.SS]);
    assertEquals(0x12340000, cpu.general[4]);
  }

  @Test
  void popSsOf16BitsMovesAllOfEsp() {
    machine.descriptor(ProtectedMachine.CONFORMING, 0x0000ffff, 0x0000f300);
    Cpu cpu = machine.code(0x17).ring3();
    machine.memory.write32(0x1fffc, ProtectedMachine.CONFORMING | 3);
    cpu.general[4] = 0x1fffc;
    cpu.run(1);
    assertEquals(ProtectedMachine.CONFORMING | 3, cpu.segments.selector[Segments.SS]);
    assertEquals(0x20000, cpu.general[4]);
  }

  private Cpu on16BitStack(int esp, int... code) {
    Cpu cpu = machine.code(code).ring3();
    cpu.segments.set(Segments.SS, ProtectedMachine.DATA3, 0, 0xffff, WRITABLE_16_BIT);
    cpu.general[4] = esp;
    return cpu;
  }
}
