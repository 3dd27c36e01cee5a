package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** man and top, on the screen and off it. */
class ManualTest {
  /** Enough for two programs that share the processor to use more than 10 ms. */
  private static final int LONG = 3_000_000;

  private final TypedHost host = new TypedHost();

  @Test
  void everyProgramHasAPage() throws Exception {
    String answer = host.answer("for i in /bin/* /sbin/*; do man ${i##*/}; done\n");
    assertTrue(answer.contains("man: nothing about tools"), answer);
    assertEquals(answer.indexOf("nothing about"), answer.lastIndexOf("nothing about"), answer);
    assertTrue(answer.contains("\r\nkill [-SIGNAL] PID ...\r\n  Sends a signal"), answer);
  }

  @Test
  void helpKnowsEveryBuiltin() throws Exception {
    String source = Files.readString(Path.of("../userland/src/main/userland/sh/builtins.c"));
    int table = source.indexOf("table[] = {");
    StringBuilder names = new StringBuilder();
    int count = 0;
    for (String piece : source.substring(table, source.indexOf("};", table)).split("\\{\"")) {
      if (piece.contains("_main") || piece.contains("builtin_")) {
        names.append(' ').append(piece, 0, piece.indexOf('"'));
        count++;
      }
    }
    assertTrue(count > 30, names.toString());
    String answer = host.answer("help" + names + "\n");
    assertFalse(answer.contains("nothing about"), answer);
  }

  @Test
  void aPageFitsTheTerminal() throws Exception {
    host.type("man grep | cat\n");
    String page = host.answer("man grep\n");
    assertTrue(page.lines().allMatch(line -> line.length() < 80), page);
    assertTrue(page.lines().anyMatch(line -> line.length() > 60), page);
  }

  @Test
  void topShowsWhoHasUsedTheMostTime() throws Exception {
    host.start("while :; do :; done &\n", LONG);
    host.start("top\n", LONG);
    List<String> rows = Screen.of(host.screen(), 80);
    assertTrue(rows.get(5).endsWith(" sh"), rows.toString());
    assertTrue(rows.get(5).contains(" R "), rows.toString());
    assertTrue(host.screen().endsWith("q ends, another key draws again"), host.screen());
    host.start("q", LONG);
    assertTrue(host.screen().endsWith("again\r\n# "), host.screen());
    host.start("top -b -n 1\n", LONG);
    assertFalse(host.screen().endsWith("again"), host.screen());
  }
}
