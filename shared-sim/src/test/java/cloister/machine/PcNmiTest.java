package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PcNmiTest {
  private static final String END =
      """

      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  private static Pc pc(String source) {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble("rom.asm", source + END);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    PcParts parts =
        new PcParts(
            1 << 20,
            List.of(new RomImage(0xf0000, assembly.image())),
            List.of(),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    return new Pc(parts, _ -> {});
  }

  /** With interrupts off, and while its own handler runs only when that has returned. */
  @Test
  void aProcessorSendsItselfTheInterruptThatCannotBeMasked() {
    Pc pc =
        pc(
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
    while (!pc.stopped()) {
      pc.run(1 << 20);
    }
    assertFalse(pc.cpu().shutDown());
    assertEquals(2, pc.memory().read16(0x500), "came twice");
    assertEquals(1, pc.memory().read16(0x502), "the second waited for the first");
  }
}
