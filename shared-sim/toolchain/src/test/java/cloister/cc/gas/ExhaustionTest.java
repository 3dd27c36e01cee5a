package cloister.cc.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Span;
import cloister.cc.assemble.ObjectAssembler;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Assembly that asks for more time or memory than there is gets an error, soon, at its place. */
@Tag("full")
class ExhaustionTest {
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();
  private static final long MOST_NANOS = 10_000_000_000L;
  private static final InstructionSet SET = new InstructionSet(new OpcodeTable());

  private static List<String> problems(String text, Sources sources) {
    Diagnostics diagnostics = new Diagnostics();
    long start = TIMES.getCurrentThreadCpuTime();
    List<Item> items = new GasParser(SET, sources, diagnostics).parseFile("a.s", text);
    new ObjectAssembler(SET, diagnostics).assemble("a.o", items);
    long took = TIMES.getCurrentThreadCpuTime() - start;
    assertTrue(took < MOST_NANOS, "took " + took / 1_000_000 + " ms");
    return diagnostics.all().stream()
        .map(one -> one.span().line() + " " + one.message().id())
        .toList();
  }

  private static List<String> problems(String text) {
    return problems(text, Sources.NONE);
  }

  @Test
  void aMacroWhoseArgumentDoubles() {
    String text = ".macro m a\nm \\a\\a\n.endm\nm x\nnop\n";
    assertEquals(List.of("4 cc.gas.much"), problems(text));
  }

  @Test
  void aMacroThatCallsItselfTwice() {
    String text = ".macro m\nm\nm\n.endm\nnop\nm\n";
    assertEquals(List.of("6 cc.gas.nested"), problems(text));
  }

  /** The templates of a source in C share what one may ask for. */
  @Test
  void aTemplateWhoseMacroDoubles() {
    Diagnostics diagnostics = new Diagnostics();
    GasParser parser = new GasParser(SET, diagnostics);
    parser.parse(".macro m a\nm \\a\\a\n.endm", new Span("a.c", 1, 1, 3));
    parser.parse("m x", new Span("a.c", 2, 1, 3));
    assertEquals(List.of(), parser.parse("m x", new Span("a.c", 3, 1, 3)));
    assertEquals(1, diagnostics.all().size());
    assertEquals("cc.gas.much", diagnostics.all().getFirst().message().id());
    assertEquals(2, diagnostics.all().getFirst().span().line());
  }

  @Test
  void repetitionsWithinEachOtherAreRefusedBeforeTheyAreWritten() {
    String text = ".rept 30\n".repeat(30) + "nop\n" + ".endr\n".repeat(30);
    assertEquals(List.of("1 cc.gas.much"), problems(text));
    Diagnostics diagnostics = new Diagnostics();
    assertEquals(List.of(), new GasParser(SET, diagnostics).parseFile("a.s", text));
  }

  @Test
  void repetitionsWhoseCountsAreSymbols() {
    String text = "n = 30\n" + ".rept n\n".repeat(30) + "nop\n" + ".endr\n".repeat(30);
    assertEquals(List.of("2 cc.gas.much"), problems(text));
  }

  @Test
  void aRepetitionThatNobodyWaitsFor() {
    assertEquals(List.of("1 cc.gas.much"), problems(".rept 1000000000\nnop\n.endr\n"));
    assertEquals(List.of(), problems(".rept 1000000000\n.endr\n.rept -1\nnop\n.endr\n"));
  }

  @Test
  void whatIsNeverEndedIsReportedOnce() {
    assertEquals(List.of("1 cc.gas.end"), problems(".rept 2\n".repeat(50_000)));
  }

  @Test
  void aFileThatIncludesItself() {
    Sources itself = _ -> Optional.of(".include \"a\"\n.include \"a\"\n".getBytes());
    assertEquals(List.of("1 cc.gas.nested"), problems(".include \"a\"\n", itself));
  }

  @Test
  void numbersThatAskForMoreThanThereIs() {
    assertEquals(List.of("1 cc.gas.large"), problems(".fill 0x7fffffff,8,1\n"));
    assertEquals(List.of("1 cc.gas.large"), problems(".space 0x7fffffff\n"));
    assertEquals(List.of("3 cc.gas.large"), problems(".skip 33000000\n\n.zero 40000000\n"));
    assertEquals(List.of(), problems(".fill 40000000,1,1\n"));
    assertEquals(List.of("2 cc.gas.large"), problems("nop\n.p2align 30\nnop\n"));
    assertEquals(List.of("3 cc.gas.large"), problems("nop\n.p2align 25\n.p2align 26\nnop\n"));
    assertEquals(List.of("1 cc.gas.number"), problems(".balign 0x80000000\n"));
  }

  @Test
  void aFileThatIsTooLong() {
    Sources long100 = _ -> Optional.of(new byte[100 << 20]);
    assertEquals(List.of("1 cc.gas.large"), problems(".incbin \"a\"\n", long100));
    assertEquals(List.of(), problems(".incbin \"a\", 8, 8\n", long100));
  }

  @Test
  void originsThatAreFarOrBehind() {
    assertEquals(List.of("2 cc.gas.large"), problems(".byte 1\n.org 0x7fffffff\n.byte 2\n"));
    assertEquals(List.of("2 cc.assemble.backwards"), problems(".byte 1\n.org 0\n"));
    assertEquals(List.of("1 cc.assemble.backwards"), problems(".org -1\n"));
    assertEquals(List.of("3 cc.assemble.backwards"), problems("\na:.long 1\n. = a + 1\n"));
    assertEquals(List.of(), problems("a:.long 1\n. = a + 4\n.org 4\n.org 9, 1\n"));
    assertEquals(List.of("2 cc.assemble.large"), problems("a:b: nop\n.skip a - b + 0x7fffffff\n"));
  }

  @Test
  void instructionsWithoutTheirOperands() {
    for (String word : List.of("xorl", "sub", "jmp", "je", "push", "mov", "shl", "call", "rep")) {
      List<String> problems = problems("nop\n" + word + "\n");
      assertEquals(word.equals("rep") ? 0 : 1, problems.size(), word);
      assertTrue(problems.stream().allMatch(one -> one.startsWith("2 ")), word + problems);
    }
    assertEquals(1, problems("rep ".repeat(100_000) + "movsb\n").size());
  }

  @Test
  void aLineOfManyLabels() {
    assertEquals(List.of(), problems("1:".repeat(200_000) + "nop\n"));
  }

  @Test
  void aBoundaryThatIsFarAway() {
    assertEquals(List.of("2 cc.gas.large"), problems("nop\n.align 0x40000000\nnop\n"));
    assertEquals(List.of(), problems("nop\n.align 0x40000000, 0, 8\nnop\n"));
  }

  /** Nothing is filled up, in the section or in the file. */
  @Test
  void aBoundaryThatIsReached() {
    Diagnostics diagnostics = new Diagnostics();
    List<Item> items = new GasParser(SET, diagnostics).parseFile("a.s", ".balign 0x4000000\nnop\n");
    ObjectFile object = new ObjectAssembler(SET, diagnostics).assemble("a.o", items);
    assertEquals(List.of(), diagnostics.all());
    assertTrue(ObjectWriter.write(object).length < 1 << 16);
  }

  /** However long it is, what is no circle has its end; what is one is told of once. */
  @Test
  void aChainOfSymbols() {
    StringBuilder chain = new StringBuilder("nop\n");
    for (int i = 0; i < 20_000; i++) {
      chain.append(".set a" + i + ", a" + (i + 1) + "+1\n");
    }
    assertEquals(List.of(), problems(chain + ".long a0\na20000: nop\n"));
    assertEquals(
        List.of("2 cc.assemble.circular"), problems(chain + ".set a20000, a0\n.long a7\n"));
  }
}
