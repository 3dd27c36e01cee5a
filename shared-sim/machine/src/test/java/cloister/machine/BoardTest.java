package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.cpu.Cpu;
import cloister.event.Exceptions;
import org.junit.jupiter.api.Test;

/** The lab's board, whose processor has no x87 unit. */
class BoardTest {
  private static final int FPU_AND_FXSR = 1 | 1 << 24;

  @Test
  void floatingPointInstructionsAreUndefined() {
    Cpu cpu = running(0xd9, 0xe8); // fld1
    assertEquals(Exceptions.UD, cpu.pendingVector());
  }

  @Test
  void thereIsNothingToWaitFor() {
    Cpu cpu = running(0x9b); // fwait
    assertFalse(cpu.faultPending());
    assertEquals(0x7c01, cpu.eip());
  }

  @Test
  void cpuidReportsNone() {
    Cpu cpu = running(0x40, 0x0f, 0xa2); // inc ax; cpuid
    cpu.run(1);
    assertEquals(1 << 4, cpu.general[2] & (FPU_AND_FXSR | 1 << 4));
  }

  private static Cpu running(int... code) {
    Board board = new Board(0x10000);
    for (int i = 0; i < code.length; i++) {
      board.memory().write8(0x7c00 + i, code[i]);
    }
    board.startAt(0, 0x7c00);
    board.cpu().run(1);
    return board.cpu();
  }
}
