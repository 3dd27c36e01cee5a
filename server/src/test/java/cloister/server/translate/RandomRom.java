package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.cpu.decode.OpcodeTable;
import java.util.Map;
import java.util.Optional;

/** Programs as ROMs for any PC, which copy them to RAM and go there in protected mode. */
public final class RandomRom {
  private static final OpcodeTable OPCODES = new OpcodeTable();

  /** What the programs run under. */
  public enum Ground {
    FLAT("jmp 0x20004", AGAIN),
    PAGED_IN_RING_3(PAGING + TO_RING_3, AGAIN_IN_RING_3),

    /** The ring changes with every fault, and two pages of data are the supervisor's. */
    PAGED_IN_BOTH_RINGS(PAGING + SUPERVISOR_PAGES + TO_RING_3, AGAIN_IN_OTHER_RING);

    private final String begin;
    private final String afterFault;

    Ground(String begin, String afterFault) {
      this.begin = begin;
      this.afterFault = afterFault;
    }
  }

  private RandomRom() {}

  /** 64 KiB that begin the program after the reset. */
  public static byte[] of(Ground ground, String program) {
    byte[] code = image("org 0x20000\nbits 32\ndd after_fault\n" + program);
    byte[] rom = new byte[0x10000];
    put(rom, 0, image(START.formatted(ground.begin, ground.afterFault)));
    put(rom, 0x1000, code);
    put(rom, 0xfff0, image("bits 16\njmp 0xF000:0"));
    return rom;
  }

  /**
   * Instructions that put an interrupt or trap gate to ring 0 into the table at 93000h; EAX goes.
   */
  public static String gate(int vector, String handler, int rights) {
    int place = 0x93000 + 8 * vector;
    return """
    mov eax, %s
    mov [%d], ax
    mov word [%d], 8
    mov word [%d], %d
    shr eax, 16
    mov [%d], ax
    """
        .formatted(handler, place, place + 2, place + 4, rights, place + 6);
  }

  /**
   * Instructions that have the interval timer of a PC interrupt every 250 instructions; AL goes.
   *
   * @param vector a multiple of 8
   */
  static String timer(int vector) {
    return """
    mov dword [0xFEE000F0], 0x1FF
    mov dword [0xFEE00350], 0x700
    mov al, 0x11
    out 0x20, al
    mov al, %d
    out 0x21, al
    mov al, 4
    out 0x21, al
    mov al, 1
    out 0x21, al
    mov al, 0xFE
    out 0x21, al
    mov al, 0x34
    out 0x43, al
    mov al, 3
    out 0x40, al
    xor al, al
    out 0x40, al
    """
        .formatted(vector);
  }

  /** Instructions of ring 0 that go to a place in ring 3, with its segments; AX goes. */
  static String ring3(String place, int stack, int flags) {
    return """
    mov ax, 0x23
    mov ds, ax
    mov es, ax
    push dword 0x23
    push dword %d
    push dword %d
    push dword 0x1B
    push dword %s
    iretd
    """
        .formatted(stack, flags, place);
  }

  private static final String START =
      """
      org 0xF0000
      bits 16
      start:
          cli
          lgdt [cs:gdtr - 0xF0000]
          mov eax, cr0
          or al, 1
          mov cr0, eax
          jmp dword 0x08:protected
      bits 32
      protected:
          mov ax, 0x10
          mov ds, ax
          mov es, ax
          mov ss, ax
          mov esp, 0x80000
          mov esi, 0xF1000
          mov edi, 0x20000
          mov ecx, 0x1000
          cld
          rep movsd
          mov esi, gdt
          mov edi, 0x95000
          mov ecx, (gdt_end - gdt) / 4
          rep movsd
          lgdt [gdtr_in_ram]
          mov edi, 0x93000
          mov ecx, 32
      gate:
          mov eax, refused
          mov [edi], ax
          mov word [edi + 2], 8
          mov word [edi + 4], 0x8E00
          shr eax, 16
          mov [edi + 6], ax
          add edi, 8
          loop gate
          lidt [idtr]
          mov dword [0x92004], 0x7F000
          mov dword [0x92008], 0x10
          mov ax, 0x28
          ltr ax
      %s
      refused:
      %s
      gdt:
          dd 0, 0
          dd 0x0000FFFF, 0x00CF9B00
          dd 0x0000FFFF, 0x00CF9300
          dd 0x0000FFFF, 0x00CFFB00
          dd 0x0000FFFF, 0x00CFF300
          dd 0x20000067, 0x00008909
      gdt_end:
      gdtr:
          dw gdt_end - gdt - 1
          dd gdt
      gdtr_in_ram:
          dw gdt_end - gdt - 1
          dd 0x95000
      idtr:
          dw 32 * 8 - 1
          dd 0x93000
      times 0x1000 - ($ - $$) db 0
      copied:
      """;

  private static final String AGAIN =
      """
          mov esp, 0x80000
          jmp [cs:0x20000]
      """;

  private static final String AGAIN_IN_RING_3 =
      """
          push dword 0x23
          push dword 0x80000
          push dword 2
          push dword 0x1B
          push dword [0x20000]
          iretd
      """;

  private static final String AGAIN_IN_OTHER_RING =
      """
          xor dword [0x50008], 1
          jz in_ring_3
          mov esp, 0x80000
          jmp [0x20000]
      in_ring_3:
      """
          + AGAIN_IN_RING_3;

  /** Instructions that switch paging on, with every page below 1 MiB for everybody. */
  static final String PAGING =
      """
          mov edi, 0x91000
          mov eax, 7
      entry:
          stosd
          add eax, 0x1000
          cmp eax, 0x100000
          jb entry
          mov dword [0x90000], 0x91007
          mov eax, 0x90000
          mov cr3, eax
          mov eax, cr0
          or eax, 0x80000000
          mov cr0, eax
      """;

  private static final String SUPERVISOR_PAGES =
      """
          mov dword [0x91000 + 0x42 * 4], 0x42003
          mov dword [0x91000 + 0x43 * 4], 0x43003
          mov eax, cr3
          mov cr3, eax
      """;

  private static final String TO_RING_3 = ring3("0x20004", 0x80000, 2);

  private static byte[] image(String text) {
    Assembly assembly =
        new Assembler(OPCODES, include -> Optional.empty(), Map.of()).assemble("test.asm", text);
    assertTrue(assembly.succeeded(), () -> assembly.errors() + "\n" + text);
    return assembly.image();
  }

  private static void put(byte[] rom, int at, byte[] image) {
    System.arraycopy(image, 0, rom, at, image.length);
  }
}
