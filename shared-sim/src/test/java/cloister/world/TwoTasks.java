package cloister.world;

import cloister.world.timeline.StepObserver;
import java.util.List;

/** A kernel whose first task, with a 32-bit segment, calls a second one. */
public final class TwoTasks {
  private static final String TEXT =
      """
      org 0x7C00
      bits 16
          cli
          xor ax, ax
          mov ds, ax
          lgdt [gdtr]
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
          mov ax, 0x28
          ltr ax
          mov eax, 0x1234
          call 0x30:0
      back:
          hlt
          jmp back
      inside:
          iret
      align 8
      gdt:
          dd 0, 0
          dd 0x0000FFFF, 0x00CF9A00
          dd 0x0000FFFF, 0x00CF9200
          dd 0, 0
          dd 0, 0
          dw 103, first_task, 0x8900, 0
          dw LIMIT, second_task, TYPE, 0
      gdt_end:
      first_task:
          times 104 db 0
      second_task:
      SECOND
      gdtr:
          dw gdt_end - gdt - 1
          dd gdt
      """;

  private static final String WIDE =
      """
          times 28 db 0
          dd 0, inside, 2, 0x5678, 0, 0, 0, 0x9000, 0, 0, 0
          dd 0x10, 0x08, 0x10, 0x10, 0, 0, 0, 0x680000
      """;

  private static final String NARROW =
      """
          times 14 db 0
          dw inside, 2, 0x5678, 0, 0, 0, 0x9000, 0, 0, 0
          dw 0x10, 0x08, 0x10, 0x10, 0
      """;

  private TwoTasks() {}

  public static Scenario scenario(boolean narrow) {
    String text =
        TEXT.replace("LIMIT", narrow ? "43" : "103")
            .replace("TYPE", narrow ? "0x8100" : "0x8900")
            .replace("SECOND", narrow ? NARROW : WIDE);
    return new Scenario(
        Scenario.RINGS, 1 << 20, 0, List.of(new SourceFile("tasks.asm", text, true)), 100_000);
  }

  /** The world after the step that has switched. */
  public static World switched(boolean narrow) {
    World world = new World(Kernel.opcodes(), scenario(narrow));
    while (world.timeline().moment().events().stream()
        .noneMatch(event -> event.name().equals("task.switch"))) {
      if (world.run(1, StepObserver.NONE) == 0) {
        throw new AssertionError("no task was switched: " + world.step());
      }
    }
    return world;
  }
}
