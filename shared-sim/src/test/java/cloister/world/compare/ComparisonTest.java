package cloister.world.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.SourceFile;
import cloister.world.compare.Outcome.Likeness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Comparison ofText(String text) throws Exception {
    return new Comparison(
        new OpcodeTable(),
        new Sources(
            0x40000,
            new SourceFile("mine.asm", text, false),
            file(LIBRARY.resolve("host.asm")),
            file(LIBRARY.resolve("host-vmx.asm"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x600", "0x40000", "0xFFC01000", "0xFFFFFFF0"})
  void aKernelThatIsNotInItsMemoryIsRefused(String origin) {
    String text = "bits 32\norg " + origin + "\ncli\nhlt\n";
    assertThrows(InvalidInput.class, () -> ofText(text));
  }

  @Test
  void noBuildLiesInTheHypervisor() throws Exception {
    String text =
        "bits 32\n%if PARAVIRTUAL\norg 0xFFC01000\n%else\norg 0x10000\n%endif\ncli\nhlt\n";
    Comparison comparison = ofText(text);
    assertThrows(InvalidInput.class, () -> comparison.in(Way.PARAVIRTUALIZATION));
  }

  /** A selector tells the ring: that is no mark of a descriptor's, wherever it is written. */
  @Test
  void whatLooksLikeAMarkIsADifference() throws Exception {
    Comparison comparison =
        ofText("bits 32\norg 0x10000\nmov eax, cs\nor al, 0x80\nmov [0x20005], al\ncli\nhlt\n");
    Outcome trapped = comparison.in(Way.TRAP_AND_EMULATE).orElseThrow();
    assertEquals(Likeness.CONSOLE, trapped.likeness());
    assertEquals(Likeness.STATE, comparison.in(Way.VT_X).orElseThrow().likeness());
  }

  @Test
  void aGuestThatWasStoppedIsNotLikeOneThatWentOn() throws Exception {
    Comparison comparison = ofText("bits 32\norg 0x10000\nmov eax, 0xFFFFFFF0\njmp eax\n");
    assertEquals("crashed", comparison.bare().end());
    assertEquals(Likeness.DIFFERENT, comparison.in(Way.VT_X).orElseThrow().likeness());
  }

  /** It is run just as far in each way, so that ends without an end can be compared. */
  @Test
  void aKernelWithoutEndIsComparedAsFarAsItCame() throws Exception {
    Comparison comparison =
        ofText("bits 32\norg 0x10000\nmov al, 'x'\nagain:\nout 0xE9, al\njmp again\n");
    Outcome bare = comparison.bare();
    assertEquals("running", bare.end());
    for (Way way : new Way[] {Way.TRAP_AND_EMULATE, Way.BINARY_TRANSLATION, Way.VT_X}) {
      Outcome outcome = comparison.in(way).orElseThrow();
      assertEquals("running", outcome.end());
      assertEquals(bare.instructions(), outcome.instructions(), way::toString);
      assertEquals(Likeness.STATE, outcome.likeness(), way::toString);
    }
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
    for (Way way : Way.values()) {
      Outcome outcome = comparison.in(way).orElseThrow();
      assertEquals(outcome.exitCount(), Arrays.stream(outcome.along()).sum(), way.id());
    }
    assertEquals("popf", trapped.parting().orElseThrow().mnemonic());
  }
}
