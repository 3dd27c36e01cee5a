package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
}
