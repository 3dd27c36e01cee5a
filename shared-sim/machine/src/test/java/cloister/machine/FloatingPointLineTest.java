package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      """;

  @Test
  void anErrorOfTheFloatingPointUnitIsInterrupt13() {
    Pc pc = RomPc.of(ROM);
    RomPc.runToEnd(pc);
    assertEquals(1, pc.memory().read8(0x510));
    assertEquals(1, pc.memory().read8(0x511));
    assertEquals(0x84, pc.memory().read16(0x502) & 0xff);
  }
}
