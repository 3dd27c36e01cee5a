package cloister.lessons;

import static cloister.lessons.CRun.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lesson says of its program, its library and its kernel. */
final class SystemCallTest {
  private static final String LESSON = "system-call";

  @Test
  void eachLineIsAWriteOnATerminal() throws Exception {
    CRun run = CRun.of(LESSON, UnaryOperator.identity());
    assertEquals(List.of(54, 45, 45, 4, 4, 4, 999, 4, 4, 4, 252), run.systemCalls());
    String lines = "Good morning.\nThe gate is open.\nYour number is 7.\n";
    assertEquals(lines + "-1, errno 38\n-1, errno 14\n", run.console());
  }

  /** The lesson's last question. The refused write comes first, what waits in the buffer last. */
  @Test
  void allLinesAreOneWriteElsewhere() throws Exception {
    String asks = "    cmp   ecx, TIOCGWINSZ\n    jne   leave_kernel\n";
    CRun run =
        CRun.of(LESSON, with("kernel.asm", text -> text.replace(asks, "    jmp   leave_kernel\n")));
    assertEquals(List.of(54, 45, 45, 999, 4, 4, 252), run.systemCalls());
  }

  /** The program has 1 MiB up to 2 MiB. */
  @ParameterizedTest
  @CsvSource({
    "0x0, 1, 14",
    "0x7C00, 5, 14",
    "0xFFFFF, 1, 14",
    "0x100000, 1, 0",
    "0x1FFFFF, 1, 0",
    "0x1FFFFF, 2, 14",
    "0x200000, 1, 14",
    "0x100000, 0xFFF08400, 14",
    "0x100000, 0xFFFFFFFF, 14",
    "0xFFFFFFFF, 2, 14",
  })
  void kernelTakesOnlyAddressesOfTheProgram(String address, String length, int error)
      throws Exception {
    String program =
        """
        #include <errno.h>
        #include <unistd.h>
        int main(void) {
          char digits[2];
          write(1, (const char *)%s, %sU);
          digits[0] = '0' + errno / 10;
          digits[1] = '0' + errno %% 10;
          write(2, digits, 2);
          return 0;
        }
        """
            .formatted(address, length);
    String console = CRun.of(LESSON, with("program.c", text -> program)).console();
    assertEquals("%02d".formatted(error), console.substring(console.length() - 2));
    assertEquals(error == 0 ? 3 : 2, console.length());
  }

  @Test
  void kernelClearsTheDirectionFlagForItself() throws Exception {
    String program =
        """
        int main(void) {
          const char *text = "abc";
          int result;
          __asm__ volatile("std; int $0x80; cld"
                           : "=a"(result) : "a"(4), "b"(1), "c"(text), "d"(3) : "memory");
          return 0;
        }
        """;
    assertEquals("abc", CRun.of(LESSON, with("program.c", text -> program)).console());
  }
}
