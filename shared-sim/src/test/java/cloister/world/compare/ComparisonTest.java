package cloister.world.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.world.SourceFile;
import cloister.world.compare.Outcome.Likeness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Path LIBRARY = Path.of("../lessons/course/lib");

  private static SourceFile file(Path path) throws Exception {
    return new SourceFile(path.getFileName().toString(), Files.readString(path), false);
  }

  private static Comparison of(Path guest) throws Exception {
    return new Comparison(
        new OpcodeTable(),
        new Sources(
            0x40000,
            file(guest),
            file(LIBRARY.resolve("host.asm")),
            file(LIBRARY.resolve("host-vmx.asm"))));
  }

  @Test
  void aKernelWithEverythingIsComparedInFiveWays() throws Exception {
    Comparison comparison = of(LIBRARY.resolve("two-programs.asm"));
    assertEquals("halted", comparison.bare().end());
    assertTrue(comparison.bare().instructions() > 5000);
    assertEquals(Likeness.STATE, comparison.in(Way.VT_X).orElseThrow().likeness());
    assertEquals(Likeness.STATE, comparison.in(Way.BINARY_TRANSLATION).orElseThrow().likeness());
    assertEquals(Likeness.CONSOLE, comparison.in(Way.PARAVIRTUALIZATION).orElseThrow().likeness());
    Outcome trapped = comparison.in(Way.TRAP_AND_EMULATE).orElseThrow();
    assertEquals(Likeness.DIFFERENT, trapped.likeness());
    assertEquals("popf", trapped.parting().orElseThrow().mnemonic());
  }
}
