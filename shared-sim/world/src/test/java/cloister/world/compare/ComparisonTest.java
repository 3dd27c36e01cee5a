package cloister.world.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.SourceFile;
import cloister.world.compare.Outcome.Likeness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final Path LIBRARY = Path.of("../../lessons/course/lib");

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
  @Tag("full")
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

  /** What a guest sees is compared behind each of its instructions. */
  @Test
  void theFirstDifferenceIsThatOfTheInstructionThatLies() throws Exception {
    Comparison comparison = of(LIBRARY.resolve("two-programs.asm"));
    Outcome trapped = comparison.in(Way.TRAP_AND_EMULATE).orElseThrow();
    Divergence first = trapped.divergence().orElseThrow();
    assertEquals("eflags", first.word());
    assertEquals(trapped.parting().orElseThrow().eip(), first.eip());
    assertEquals(0x200, (first.got() ^ first.due()) & 0x200);
    assertTrue(comparison.in(Way.VT_X).orElseThrow().divergence().isEmpty());
  }

  @Test
  void aSelectorThatTellsTheRingIsADifferenceInARegister() throws Exception {
    Comparison comparison = ofText("bits 32\norg 0x10000\nnop\nmov eax, cs\ncli\nhlt\n");
    Divergence first = comparison.in(Way.TRAP_AND_EMULATE).orElseThrow().divergence().orElseThrow();
    assertEquals("eax", first.word());
    assertEquals(1, first.instruction());
    assertEquals("mov eax, cs", first.code());
    assertEquals(8, first.due());
    assertEquals(9, first.got());
    assertTrue(comparison.in(Way.VT_X).orElseThrow().divergence().isEmpty());
  }

  /** A translation is compared where an instruction of the guest's ends: in its kernel, too. */
  @Test
  void aTranslatedKernelIsComparedAlongTheRun() throws Exception {
    Comparison whole = of(LIBRARY.resolve("two-programs.asm"));
    Outcome same = whole.in(Way.BINARY_TRANSLATION).orElseThrow();
    assertTrue(same.divergence().isEmpty());
    assertTrue(same.compared() > 0.9 * same.instructions(), () -> "only " + same.compared());
    String kernel =
        """
        bits 32
        org 0x10000
                lgdt [pointer]
                mov esp, 0x18000
                push 0x23
                push 0x19000
                push 0x202
                push 0x1B
                push program
                nop
                iretd
        program: mov ecx, 5
                str ecx
                ud2
                align 8
        table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF
                dq 0x00CFFB000000FFFF, 0x00CFF3000000FFFF
        pointer: dw 39
                dd table
        """;
    Outcome lied = ofText(kernel).in(Way.BINARY_TRANSLATION).orElseThrow();
    Divergence first = lied.divergence().orElseThrow();
    assertEquals("str ecx", first.code());
    assertEquals("ecx", first.word());
    assertEquals(10, first.instruction());
    assertEquals(12, lied.compared());
    assertEquals(10, lied.parting().orElseThrow().instruction());
  }

  /** Another build has other instructions: what it prints and is asked for is compared. */
  @Test
  void aParavirtualKernelIsComparedByWhatItShows() throws Exception {
    Acts same =
        of(LIBRARY.resolve("two-programs.asm"))
            .in(Way.PARAVIRTUALIZATION)
            .orElseThrow()
            .acts()
            .orElseThrow();
    assertFalse(same.differs(), same::toString);
    // each of two programs prints six letters six times, sleeps once and ends
    assertEquals(2 * (6 * (1 + 6) + 1 + 1), same.compared());
  }

  @ParameterizedTest
  @CsvSource({
    "1, y, int 0x30 with EAX 0x1, int 0x30 with EAX 0x4, 0",
    "4, x, '''x''', '''y''', 1",
    "4, yy, '''y''', nothing, 2"
  })
  void theFirstActThatDiffersIsShown(int asks, String prints, String got, String due, int same)
      throws Exception {
    StringBuilder own = new StringBuilder();
    for (char letter : prints.toCharArray()) {
      own.append("mov al, '").append(letter).append("'\nout 0xE9, al\n");
    }
    String text = PROGRAM.replace("ASKS", Integer.toString(asks)).replace("PRINTS", own);
    Acts acts = ofText(text).in(Way.PARAVIRTUALIZATION).orElseThrow().acts().orElseThrow();
    assertEquals(new Acts(same, true, got, due), acts);
  }

  private static final String PROGRAM =
      """
      bits 32
      org 0x10000
              lgdt [pointer]
              lidt [gates]
              mov esp, 0x18000
              mov dword [0x20000 + 8 * 0x30], 8 << 16 | (called - $$)
              mov dword [0x20000 + 8 * 0x30 + 4], 0x1EE00
              mov dword [task + 4], 0x18000
              mov dword [task + 8], 0x10
              mov ax, 0x28
              ltr ax
              push 0x23
              push 0x19000
              push 0x202
              push 0x1B
              push program
              iretd
      %if PARAVIRTUAL
      program: mov eax, ASKS
              int 0x30
      called: nop
              PRINTS
      %else
      program: mov eax, 4
              int 0x30
      called: mov al, 'y'
              out 0xE9, al
      %endif
              cli
              hlt
              align 8
      task:   times 26 dd 0
      table:  dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
              dq 0x00CFFA000000FFFF, 0x00CFF2000000FFFF
              dw 103, task - $$
              db 1, 0x89, 0, 0
      pointer: dw 47
              dd table
      gates:  dw 0x7FF
              dd 0x20000
      """;

  @Test
  void aKernelHasBootedWhenItsFirstProgramBegins() throws Exception {
    Comparison comparison = of(LIBRARY.resolve("two-programs.asm"));
    long bare = comparison.bare().boot().orElseThrow().instructions();
    assertTrue(bare > 100);
    assertEquals(0, comparison.bare().held().bytes());
    for (Way way : new Way[] {Way.TRAP_AND_EMULATE, Way.BINARY_TRANSLATION, Way.VT_X}) {
      Outcome outcome = comparison.in(way).orElseThrow();
      Boot boot = outcome.boot().orElseThrow();
      assertEquals(bare, boot.instructions(), way.id());
      assertTrue(boot.exits() > 0 && boot.exits() < outcome.exitCount(), way.id());
      assertTrue(boot.cycles(way) > bare, way.id());
    }
    assertEquals(4 * 4096, comparison.in(Way.VT_X).orElseThrow().held().ept());
    assertTrue(comparison.in(Way.TRAP_AND_EMULATE).orElseThrow().held().shadow() >= 8192);
    assertTrue(comparison.in(Way.BINARY_TRANSLATION).orElseThrow().held().translations() > 50_000);
    String csv = Table.csv(List.of(comparison.bare()));
    assertTrue(
        csv.contains(",memory,boot cycles,avoided,compared,acts compared,differs at,differs in"),
        csv);
    assertTrue(ofText("bits 32\norg 0x10000\ncli\nhlt\n").bare().boot().isEmpty());
  }

  /** The page's figures and those of the command line are the same. */
  @Test
  void thePagesProfileIsThis() throws Exception {
    String page = Files.readString(Path.of("../../web-client/src/main/site/compare/profile.ts"));
    String figures = "gate: " + Boot.GATE_CYCLES + ", exit: " + Boot.EXIT_CYCLES;
    assertTrue(page.contains(figures), page);
  }
}
