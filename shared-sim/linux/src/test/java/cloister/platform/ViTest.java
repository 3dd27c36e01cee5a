package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our vi on a simulated terminal: the same keys make of a text what they do in vim. */
class ViTest {
  private static final String FOLDER = "/cloister/platform/vi/";
  private static final String MARK = "\u0001\n";

  /** Keys, as printf takes them, and the file that they make of the text. */
  private record Case(String keys, String file) {}

  @Tag("full")
  @Test
  void keysDoWhatTheyDoInVim() {
    List<Case> cases = cases();
    assertTrue(cases.size() > 350, "cases: " + cases.size());
    StringBuilder script = new StringBuilder(texts());
    for (Case one : cases) {
      script.append("rm -f out\n").append(typed(one.keys() + "\\033:w! out\\015:q!\\015"));
      script.append("cat out; printf '\\001\\n'\n");
    }
    List<String> given = List.of(run(script.toString()).split(MARK, -1));
    assertAll(
        IntStream.range(0, cases.size())
            .mapToObj(
                i ->
                    () ->
                        assertEquals(
                            cases.get(i).file(),
                            i < given.size() ? given.get(i) : "",
                            cases.get(i).keys())));
  }

  @Test
  void saysWhatItHasReadAndWritten() {
    String screen = screen("vi f", "x:w\\015:q\\015");
    assertTrue(screen.contains("\"f\" 12 lines, 195 bytes"), screen);
    assertTrue(screen.contains("\"f\" 12 lines, 194 bytes written"), screen);
    assertTrue(screen("vi new", ":q\\015").contains("\"new\" [New File]"));
  }

  @Test
  void leavesNothingUnsaved() {
    String refused = "E37: No write since last change (add ! to override)";
    assertTrue(screen("vi f", "x:q\\015:q!\\015").contains(refused));
    assertTrue(screen("vi f", "x:e g\\015:q!\\015").contains(refused));
    String screen = screen("vi -R f", "x:w\\015:q!\\015");
    assertTrue(screen.contains("E45: 'readonly' option is set (add ! to override)"), screen);
    assertTrue(screen("vi f", ":w g\\015:q\\015").contains("E13: File exists"));
  }

  @Test
  void sizeOfTheTerminalIsKept() {
    String screen = screen("vi f", ":set nu\\015G:q\\015");
    assertTrue(screen.contains("     12 the end"), screen);
    assertTrue(screen.contains("\033[24;1H:set nu"), screen);
  }

  @Test
  void programsPrintOnTheTerminal() {
    String screen = screen("vi f", ":!echo a$((1+1))b\\015\\015:q\\015");
    assertTrue(screen.contains("a2b"), screen);
    assertTrue(screen.contains("Press ENTER or type command to continue"), screen);
  }

  private static String screen(String command, String keys) {
    return run(texts() + typed(command, keys, "/dev/stdout"));
  }

  private static String texts() {
    return "mkdir /tmp/v; cd /tmp/v; printf 'g one\\ng two\\n' > g; cat > text <<'END'\n"
        + text("text.txt")
        + "END\n";
  }

  private static String typed(String keys) {
    return typed("vi f", keys, "/dev/null");
  }

  /** Keys come when the program has set up its terminal. */
  private static String typed(String command, String keys, String to) {
    String quoted = keys.replace("'", "'\\''").replace("%", "%%");
    return "cp text f; { sleep 0.1; printf '%s'; } | script -q -c '%s' /dev/null > %s\n"
        .formatted(quoted, command, to);
  }

  private static String run(String script) {
    return new Host().input(script).boot(List.of(), "/bin/sh", "sh").run().output();
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    String keys = "";
    StringBuilder file = new StringBuilder();
    for (String line : text("keys.txt").split("\n")) {
      if (line.startsWith("$ ")) {
        if (!keys.isEmpty()) {
          cases.add(new Case(keys, file.toString()));
        }
        keys = line.substring(2);
        file = new StringBuilder();
      } else if (!line.startsWith("# ") || !keys.isEmpty()) {
        file.append(line).append('\n');
      }
    }
    cases.add(new Case(keys, file.toString()));
    return cases;
  }

  private static String text(String name) {
    return new String(Host.resource(FOLDER + name), StandardCharsets.ISO_8859_1);
  }
}
