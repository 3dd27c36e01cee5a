package cloister.world;

import cloister.world.timeline.StepObserver;
import java.util.List;

/**
 * A small kernel with paging for tests. Its tables begin at 0x8000; 0x00000 to 0x1FFFF are the
 * kernel's, and the rest depends on {@link Tables}. It leaves for ring 3 at 0x20000; whatever is
 * refused there ends it.
 */
public final class PagedKernel {
  private static final String BEFORE =
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
      """;

  private static final String AFTER =
      """
          mov eax, tables
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
      tables:
      """;

  private PagedKernel() {}

  /** What the pages are made of. */
  public enum Tables {
    /**
     * A directory at 0x8000 and a table at 0x9000. 0x20000 to 0x23FFF are everybody's, 0x24000 is
     * everybody's to read, and then comes nothing.
     */
    SMALL(
        "",
        """
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
        """),

    /** One page of 4 MiB, everybody's. */
    LARGE("mov eax, 0x10\nmov cr4, eax\n", "dd 0x87\ntimes 1023 dd 0\n"),

    /**
     * A pointer table at 0x8000, a directory at 0x9000, a table at 0xA000. 0x20000 to 0x21FFF are
     * everybody's, 0x22000 has a reserved bit set, and the second 2 MiB are one page.
     */
    PAE(
        "mov eax, 0x20\nmov cr4, eax\n",
        """
            dd directory + 1, 0
            times 1022 dd 0
        directory:
            dd table + 7, 0
            dd 0x200083, 0
            times 1020 dd 0
        %assign page 0
        %macro pages 3
        %rep %1
            dd page + %2, %3
        %assign page page + 4096
        %endrep
        %endmacro
        table:
            pages 32, 3, 0
            pages 2, 7, 0
            pages 1, 7, 0x80000000
            times 954 dd 0
        """);

    private final String setup;
    private final String text;

    Tables(String setup, String text) {
      this.setup = setup;
      this.text = text;
    }
  }

  /**
   * @param program what runs in ring 3, from 0x20000
   */
  public static World world(Tables tables, String program) {
    String kernel = BEFORE + tables.setup + AFTER + tables.text;
    Scenario scenario =
        new Scenario(
            Scenario.RINGS,
            1 << 20,
            0,
            List.of(
                new SourceFile("kernel.asm", kernel, false),
                new SourceFile("program.asm", "bits 32\norg 0x20000\n" + program, true)),
            100_000);
    return new World(Kernel.opcodes(), scenario);
  }

  public static World world(String program) {
    return world(Tables.SMALL, program);
  }

  /** The world after the first step that is in ring 3. */
  public static World inRing3(Tables tables, String program) {
    World world = world(tables, program);
    while (world.machine().cpu().cpl() != 3) {
      if (world.broken() || world.run(1, StepObserver.NONE) == 0) {
        throw new AssertionError("the kernel did not come to its end");
      }
    }
    return world;
  }

  public static World inRing3(String program) {
    return inRing3(Tables.SMALL, program);
  }
}
