package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class PcNmiTest {
  /** With interrupts off, and while its own handler runs only when that has returned. */
  @Test
  void aProcessorSendsItselfTheInterruptThatCannotBeMasked() {
    Pc pc =
        RomPc.of(
            """
            bits 16
            org 0
            start:
            cli
            xor ax, ax
            mov ds, ax
            mov ss, ax
            mov sp, 0x7c00
            mov word [8], nmi
            mov word [10], cs
            o32 lgdt [cs:gdtr]
            mov eax, cr0
            or al, 1
            mov cr0, eax
            mov bx, 8
            mov fs, bx
            and al, 0xfe
            mov cr0, eax
            mov esi, 0xfee00300
            mov dword [fs:esi + 0x10], 0
            mov dword [fs:esi], 0x400
            after: nop
            cli
            hlt
            nmi:
            inc word [0x500]
            cmp word [0x500], 2
            je home
            mov dword [fs:esi], 0x400
            mov ax, [0x500]
            mov [0x502], ax
            home: iret
            gdtr: dw 15
            dd 0xf0000 + gdt
            align 8
            gdt: dq 0
            dq 0x00cf92000000ffff
            """);
    RomPc.runToEnd(pc);
    assertFalse(pc.cpu().shutDown());
    assertEquals(2, pc.memory().read16(0x500), "came twice");
    assertEquals(1, pc.memory().read16(0x502), "the second waited for the first");
  }

  /**
   * A processor with interrupts off is woken, and sleeps on where the line is masked. QEMU 10 wakes
   * it in the same places; its 8259A tells of its level once more, so each comes twice there.
   */
  @Test
  void theOldControllerInterruptsAsAnNmiThroughLine0() {
    StringBuilder sent = new StringBuilder();
    Pc pc = RomPc.of(LINE_0, List.of(), value -> sent.append((char) value));
    RomPc.runToEnd(pc);
    assertFalse(pc.cpu().shutDown());
    assertEquals("1b2e.", sent.toString());
  }

  private static final String LINE_0 =
      """
      bits 16
      org 0
      start:
      cli
      xor ax, ax
      mov ds, ax
      mov ss, ax
      mov sp, 0x7c00
      mov word [8], nmi
      mov word [10], cs
      o32 lgdt [cs:gdtr]
      mov eax, cr0
      or al, 1
      mov cr0, eax
      mov bx, 8
      mov fs, bx
      and al, 0xfe
      mov cr0, eax
      mov si, pic
      next: cs lodsw
      mov dl, ah
      xor dh, dh
      out dx, al
      cmp si, pic_end
      jb next
      mov esi, 0xfee00000
      mov dword [fs:esi + 0xf0], 0x1ff
      mov dword [fs:esi + 0x350], 0x400
      call soon
      hlt
      mov al, 'b'
      call put
      call soon
      hlt
      mov al, 'e'
      call put
      mov dword [fs:esi + 0x350], 0x10400
      call soon
      mov al, '.'
      call put
      hlt
      mov al, '!'
      call put
      hlt
      soon:
      mov al, 0x30
      out 0x43, al
      xor al, al
      out 0x40, al
      mov al, 8
      out 0x40, al
      ret
      nmi:
      inc byte [0x500]
      mov al, [0x500]
      add al, '0'
      call put
      mov al, 0x0c
      out 0x20, al
      in al, 0x20
      mov al, 0x20
      out 0x20, al
      iret
      put:
      mov dx, 0x3f8
      out dx, al
      ret
      pic:
      db 0x11, 0x20, 0x20, 0x21, 4, 0x21, 1, 0x21, 0xfe, 0x21
      pic_end:
      gdtr: dw 15
      dd 0xf0000 + gdt
      align 8
      gdt: dq 0
      dq 0x00cf92000000ffff
      """;
}
