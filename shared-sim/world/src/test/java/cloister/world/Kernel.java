package cloister.world;

import cloister.cpu.decode.OpcodeTable;
import java.util.List;

/**
 * A small kernel for tests. It enters protected mode, builds gates 0x0D (skips an instruction of
 * one byte, or an INT), 0x30 (a service, DPL 0) and call gate 0x30 in the GDT (DPL 3), and leaves
 * for ring 3 at 0x20000. The service writes AL to the console and halts when it is 0.
 */
public final class Kernel {
  public static final String TEXT =
      """
      org 0x7C00
      bits 16
          cli
          xor ax, ax
          mov ds, ax
          lgdt [gdtr]
          lidt [idtr]
          mov eax, cr0
          or al, 1
          mov cr0, eax
          jmp 0x08:protected
      bits 32
      protected:
          mov ax, 0x10
          mov ds, ax
          mov es, ax
          mov ss, ax
          mov esp, 0x9FF0
          mov dword [tss + 4], 0x9FF0
          mov dword [tss + 8], 0x10
          mov word [tss + 102], 104
          mov ax, 0x28
          ltr ax
          mov dword [idt + 0x0D * 8], 0x80000 + refused
          mov dword [idt + 0x0D * 8 + 4], 0x8E00
          mov dword [idt + 0x30 * 8], 0x80000 + service
          mov dword [idt + 0x30 * 8 + 4], 0x8E00
          mov dword [gdt + 0x30], 0x80000 + called
          mov dword [gdt + 0x34], 0xEC00
          mov ax, 0x23
          mov ds, ax
          mov es, ax
          push 0x23
          push 0x23000
          push 0x202
          push 0x1B
          push 0x20000
      leave:
          iret
      service:
          out 0xE9, al
          test al, al
          jz stop
          iret
      called:
          out 0xE9, al
          test al, al
          jz stop
          retf
      stop:
          hlt
      refused:
          push eax
          mov eax, [esp + 8]
          cmp byte [eax], 0xCD
          jne one_byte
          inc dword [esp + 8]
      one_byte:
          inc dword [esp + 8]
          pop eax
          add esp, 4
          iret
      align 8
      gdt:
          dd 0, 0
          dd 0x0000FFFF, 0x00CF9A00
          dd 0x0000FFFF, 0x00CF9200
          dd 0x0000FFFF, 0x00CFFA00
          dd 0x0000FFFF, 0x00CFF200
          dw 103, tss, 0x8900, 0
          dd 0, 0
      gdt_end:
      align 8
      idt:
          times 0x31 * 8 db 0
      idt_end:
      tss:
          times 104 db 0
      gdtr:
          dw gdt_end - gdt - 1
          dd gdt
      idtr:
          dw idt_end - idt - 1
          dd idt
      """;

  /** Ordinary work, a refused CLI, a service, a call gate, a halt that is refused for ever. */
  public static final String PROGRAM =
      """
      bits 32
      org 0x20000
      start:
          mov eax, 104
          mov ebx, counter
          inc dword [ebx]
      try_cli:
          cli
          mov ecx, 5
      ask:
          int 0x30
          call 0x30:0
      again:
          dec ecx
          jnz again
          mov dword [counter + 4], 0x12345678
      end:
          hlt
          jmp end
      counter:
          dd SEED, 0
      """;

  /** Never ends and makes no event. */
  public static final String SPIN =
      """
      bits 32
      org 0x20000
      spin:
          inc eax
          mov [0x21000], eax
          jmp spin
      """;

  private Kernel() {}

  public static OpcodeTable opcodes() {
    return new OpcodeTable();
  }

  public static Scenario scenario(String program) {
    return new Scenario(
        Scenario.RINGS,
        1 << 20,
        7,
        List.of(
            new SourceFile("kernel.asm", TEXT, false),
            new SourceFile("program.asm", program, true)),
        10_000_000);
  }

  public static Scenario scenario() {
    return scenario(PROGRAM);
  }

  public static World world() {
    return new World(opcodes(), scenario());
  }

  public static World world(String program) {
    return new World(opcodes(), scenario(program));
  }
}
