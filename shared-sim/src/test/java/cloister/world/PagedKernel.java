package cloister.world;

import cloister.world.timeline.StepObserver;
import java.util.List;

/**
 * A small kernel with paging for tests. The directory lies at 0x8000, its table at 0x9000: 0x00000
 * to 0x1FFFF are the kernel's, 0x20000 to 0x23FFF everybody's, 0x24000 is everybody's to read, and
 * then comes nothing. It leaves for ring 3 at 0x20000; whatever is refused there ends it.
 */
public final class PagedKernel {
  public static final String TEXT =
      """
      org 0x7C00
      bits 16
          lgdt [gdtr]
          mov eax, cr0
          or al, 1
          mov cr0, eax
          jmp 0x08:protected
      bits 32
      protected:
          mov ax, 0x10
          mov ds, ax
          mov ss, ax
          mov esp, 0x7000
          mov eax, directory
          mov cr3, eax
          mov eax, cr0
          or eax, 0x80010000
          mov cr0, eax
          mov ax, 0x23
          mov ds, ax
          push 0x23
          push 0x23000
          push 0x202
          push 0x1B
          push 0x20000
          iret
      align 8
      gdt:
          dd 0, 0
          dd 0x0000FFFF, 0x00CF9A00
          dd 0x0000FFFF, 0x00CF9200
          dd 0x0000FFFF, 0x00CFFA00
          dd 0x0000FFFF, 0x00CFF200
      gdtr:
          dw $ - gdt - 1
          dd gdt
          times 0x400 - ($ - $$) db 0
      directory:
          dd table + 7
          times 1023 dd 0
      %assign page 0
      %macro pages 2
      %rep %1
          dd page + %2
      %assign page page + 4096
      %endrep
      %endmacro
      table:
          pages 32, 3
          pages 4, 7
          pages 1, 5
          times 987 dd 0
      """;

  private PagedKernel() {}

  /**
   * @param program what runs in ring 3, from 0x20000
   */
  public static World world(String program) {
    Scenario scenario =
        new Scenario(
            Scenario.RINGS,
            1 << 20,
            0,
            List.of(
                new SourceFile("kernel.asm", TEXT, false),
                new SourceFile("program.asm", "bits 32\norg 0x20000\n" + program, true)),
            100_000);
    return new World(Kernel.opcodes(), scenario);
  }

  /** The world after the first step that is in ring 3. */
  public static World inRing3(String program) {
    World world = world(program);
    while (world.board().cpu().cpl() != 3) {
      world.run(1, StepObserver.NONE);
    }
    return world;
  }
}
