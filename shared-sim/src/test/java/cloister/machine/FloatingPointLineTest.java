package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloatingPointLineTest {
  /** Divides by zero; the handler of interrupt 13 counts at 511h, the program goes on to 510h. */
  private static final String ROM =
      """
      bits 16
      org 0
      start:
      xor ax, ax
      mov ds, ax
      mov ss, ax
      mov sp, 0x7c00
      mov word [0x75 * 4], error
      mov word [0x75 * 4 + 2], cs
      mov cx, commands
      mov si, cx
      next:
      cs lodsb
      movzx dx, al
      cs lodsb
      out dx, al
      cmp si, error
      jb next
      sti
      fninit
      mov word [0x500], 0x37b
      fldcw [0x500]
      fld1
      fldz
      fdivp
      fwait
      fld1
      inc byte [0x510]
      cli
      hlt
      commands:
      db 0x20, 0x11, 0x21, 8, 0x21, 4, 0x21, 1, 0xa0, 0x11, 0xa1, 0x70, 0xa1, 2, 0xa1, 1
      db 0x21, 0xfb, 0xa1, 0xdf
      error:
      inc byte [0x511]
      fnstsw [0x502]
      out 0xf0, al
      fnclex
      mov al, 0x20
      out 0xa0, al
      out 0x20, al
      iret
      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  @Test
  void anErrorOfTheFloatingPointUnitIsInterrupt13() {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble("rom.asm", ROM);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    PcParts parts =
        new PcParts(
            1 << 20,
            List.of(new RomImage(0xf0000, assembly.image())),
            List.of(),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    Pc pc = new Pc(parts, value -> {});
    while (!pc.stopped()) {
      pc.run(1 << 20);
    }
    assertEquals(1, pc.memory().read8(0x510));
    assertEquals(1, pc.memory().read8(0x511));
    assertEquals(0x84, pc.memory().read16(0x502) & 0xff);
  }
}
