package cloister.lessons;

import static cloister.lessons.CRun.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.world.Command;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.lesson.EventName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of the lesson's four pointers. */
final class BadPointerTest {
  private static final String LESSON = "bad-pointer";
  private static final String CHECK = "    call  owned\n    jc    bad_address\n";

  @Test
  void threeAreRefusedByTheProcessor() throws Exception {
    CRun run = CRun.of(LESSON, UnaryOperator.identity());
    assertEquals(List.of("PF 4 0", "PF 5 8400", "PF 7 A020"), run.faults());
    assertEquals(
        List.of(
            "1: the kernel ended it.",
            "2: the kernel ended it.",
            "3: the kernel ended it.",
            "4: it ended by itself."),
        run.console().lines().toList());
  }

  @Test
  void kernelThatDoesNotAskTellsItsSecret() throws Exception {
    assertFalse(CRun.of(LESSON, UnaryOperator.identity()).console().contains("stone"));
    CRun run = CRun.of(LESSON, with("kernel.asm", text -> text.replace(CHECK, "")));
    assertTrue(run.console().contains("The key lies under stone 7.\n4: it ended by itself."));
  }

  /** The third start writes into its own code here, with the first bytes that it has anyway. */
  @Test
  void codeIsTheProgramsOwnUntilItsPageForbidsWriting() throws Exception {
    UnaryOperator<SourceFile> change =
        with(
            "program.c",
            text ->
                text.replace("unsigned *pointer = ENTRY", "unsigned *pointer = (void *)write_entry")
                    .replace("*pointer = 0x8007", "*pointer = *pointer"));
    assertEquals(List.of("PF 4 0", "PF 5 8400"), CRun.of(LESSON, change).faults());
    World world = CRun.world(LESSON, 7, change);
    EventName out = new EventName("ring.out");
    for (int i = 0; i < 3; i++) {
      world.run(world.room(), () -> out.in(world.timeline().moment()));
    }
    world.apply(new Command.Poke("page.100000.writable", 0));
    CRun run = CRun.toEnd(world);
    int written = world.symbol("write_entry").orElseThrow();
    assertEquals("PF 7 %X".formatted(written), run.faults().get(2));
    assertTrue(run.console().contains("3: the kernel ended it."));
  }
}
