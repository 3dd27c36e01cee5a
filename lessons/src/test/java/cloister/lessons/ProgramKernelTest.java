package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel that the page for C has too, above which anybody may run anything. */
final class ProgramKernelTest {
  private static final Tools TOOLS = SystemFiles.tools(new OpcodeTable());

  private static String kernel() throws Exception {
    return Files.readString(Path.of("course/lib/kernel.asm"));
  }

  private static World toEnd(String program) throws Exception {
    List<SourceFile> files =
        List.of(
            new SourceFile("kernel.asm", kernel(), false),
            new SourceFile("program.c", program, true));
    World world = new World(TOOLS, new Scenario(Scenario.PROCESS, 2 << 20, 7, files, 10_000_000));
    assertFalse(world.broken(), () -> world.programs().getLast().assembly().errors().toString());
    CRun.toEnd(world);
    assertFalse(world.machine().cpu().shutDown());
    return world;
  }

  private static String console(String program) throws Exception {
    return toEnd(program).machine().consoleText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xorl %ecx, %ecx; divl %ecx | #DE, divide error",
        "pushfl; orl $0x100, (%esp); popfl; nop; nop | #DB, debug exception",
        "int3 | #BP, breakpoint",
        "movb $0x7f, %al; addb $1, %al; into | #OF, overflow",
        "subl $8, %esp; movl $5, %eax; movl $0, (%esp); movl $1, 4(%esp); bound %eax, (%esp)"
            + " | #BR, bound range exceeded",
        "ud2 | #UD, invalid opcode",
        "pushfl; orl $0x4000, (%esp); popfl; iret | #TS, invalid TSS",
        "movl $2, %esp; pushl %eax | #SS, stack fault",
        "movl $-1, %ebp; leave | #SS, stack fault",
        "hlt | #GP, general protection",
        "int $8 | #GP, general protection",
        "movl %eax, 0x7c00 | #PF, page fault",
        "fldcw three; fldz; fld1; fdivp; fwait; .data; three: .long 0x300; .text"
            + " | #MF, floating-point error",
      })
  void aProgramThatTheProcessorRefusesIsEndedAndToldWhy(String assembly, String cause)
      throws Exception {
    String program = "int main(void) { __asm__ volatile(\"" + assembly + "\"); return 0; }";
    assertEquals("The kernel ended the program: " + cause + ".\n", console(program));
  }

  @Test
  void anArrayThatIsTooShortEndsTheProgramAndNotTheMachine() throws Exception {
    String program = "void f(void) { int a[4]; a[4] = -1; } int main(void) { f(); return 0; }";
    assertEquals("The kernel ended the program: #SS, stack fault.\n", console(program));
  }

  @Test
  void theReasonIsToldWhicheverWayTheProgramReadsTexts() throws Exception {
    String program = "int main(void) { __asm__ volatile(\"std; hlt\"); return 0; }";
    assertEquals("The kernel ended the program: #GP, general protection.\n", console(program));
  }

  @Test
  void doublesHaveTheirPrecision() throws Exception {
    String program =
        """
        #include <stdio.h>
        int main(void) {
          volatile double one = 1, three = 3, zero = 0;
          printf("%.15f %f\\n", one / three, one / zero);
          return 0;
        }
        """;
    assertEquals("0.333333333333333 inf\n", console(program));
  }

  /** 0x1BF000 is the page between heap and stack, which is nobody's. */
  @ParameterizedTest
  @CsvSource({
    "0x1BEFFF, 1, 1",
    "0x1BEFFF, 2, -14",
    "0x1BF000, 4, -14",
    "0x1BFFFF, 1, -14",
    "0x1BFFFF, 2, -14",
    "0x1BE000, 0x3000, -14",
    "0x1C0000, 1, 1",
  })
  void nobodysPageIsABadAddress(String address, String length, int result) throws Exception {
    String program =
        "int answer; int main(void) { __asm__ volatile(\"int $0x80\" : \"=a\"(answer) : \"a\"(4),"
            + " \"b\"(1), \"c\"(%s), \"d\"(%s) : \"memory\"); return 0; }";
    World world = toEnd(program.formatted(address, length));
    assertEquals(result, answer(world));
  }

  @ParameterizedTest
  @CsvSource({"0x1BEFF8, 0", "0x1BEFF9, -14", "0x1BF000, -14", "0x1BFFFC, -14", "0x1C0000, 0"})
  void theTerminalsSizeIsNotWrittenThereEither(String address, int result) throws Exception {
    String program =
        "int answer; int main(void) { __asm__ volatile(\"int $0x80\" : \"=a\"(answer) : \"a\"(54),"
            + " \"b\"(1), \"c\"(0x5413), \"d\"(%s) : \"memory\"); return 0; }";
    World world = toEnd(program.formatted(address));
    assertEquals(result, answer(world));
  }

  @Test
  void theHeapBeginsBehindAProgramHoweverLargeItIs() throws Exception {
    String program =
        """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        static char big[0x90000];
        int main(void) {
          char *piece = malloc(60000);
          memset(piece, 1, 60000);
          int changed = 0;
          for (int i = 0; i < sizeof big; i += 16) {
            changed += big[i];
          }
          printf("%d %d\\n", changed, piece >= big + sizeof big);
          return 0;
        }
        """;
    assertEquals("0 1\n", console(program));
  }

  private static int answer(World world) {
    assertTrue(!world.machine().consoleText().contains("ended"));
    return world.machine().memory().read32(world.symbol("answer").orElseThrow());
  }
}
