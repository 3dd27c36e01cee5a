package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.cpu.Cpu;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bare board, whose processor has an x87 unit, as docs/reference/pc.md says. */
class BareTest {
  private static final int FPU_AND_FXSR = 1 | 1 << 24;

  @Test
  void floatingPointIsThereAndCpuidReportsIt() {
    byte[] rom = new byte[0x10000];
    int at = 0xfff0;
    for (int code : new int[] {0xd9, 0xe8, 0xb8, 1, 0, 0x0f, 0xa2}) { // fld1; mov ax, 1; cpuid
      rom[at++] = (byte) code;
    }
    Cpu cpu = new Bare(0x10000, List.of(RomImage.bios(rom)), _ -> {}).cpu();
    cpu.run(1);
    assertFalse(cpu.faultPending());
    cpu.run(2);
    assertEquals(FPU_AND_FXSR, cpu.general[2] & FPU_AND_FXSR);
  }
}
