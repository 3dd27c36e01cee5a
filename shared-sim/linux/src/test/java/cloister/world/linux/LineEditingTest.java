package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.world.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line at the prompt: corrected by keys, found again, completed, and drawn on narrow screens. */
class LineEditingTest {
  private static final String UP = "\u001b[A";
  private static final String DOWN = "\u001b[B";
  private static final String LEFT = "\u001b[D";
  private static final String HOME = "\u001b[H";
  private static final String DELETE = "\u001b[3~";

  private final TypedHost host = new TypedHost();

  /** The last lines on a screen of so many columns. */
  private List<String> last(int lines, int columns) {
    List<String> all = Screen.of(host.screen(), columns);
    return all.subList(all.size() - lines, all.size());
  }

  private void shows(String... lines) {
    assertEquals(List.of(lines), last(lines.length, 80));
  }

  @Test
  void lettersAreAddedAndTakenAnywhere() throws Exception {
    host.type("ech wrld!" + LEFT + LEFT + LEFT + LEFT + "o" + HOME + "\u001b[C\u001b[C\u001b[Co");
    host.type("\u0005" + LEFT + DELETE + "s\u007f");
    shows("# echo world");
    host.type("\n");
    shows("# echo world", "world", "#");
  }

  @Test
  void wordsAndHalvesOfTheLineAreCutAndPutBack() throws Exception {
    host.type("echo one two\u0017three\u0001\u000b");
    shows("#");
    host.type("echo \u0019" + HOME + "\u001b[1;5C!\u0015");
    shows("#  echo one three");
    host.type("\u0005\n");
    shows("#  echo one three", "one three", "#");
  }

  @Test
  void lettersOfManyBytesAreOneColumn() throws Exception {
    host.type("echo gr\u00fc\u00dfe" + LEFT + LEFT + "\u007f" + "\u00fc\n");
    shows("# echo gr\u00fc\u00dfe", "gr\u00fc\u00dfe", "#");
  }

  @Test
  void unknownKeysAreSwallowed() throws Exception {
    host.type("echo a\u001b[15~\u001b[1;2P\u001bOR\u001b[[Ab\u0006\u001a\u001c\n");
    shows("# echo ab", "ab", "#");
  }

  @Test
  void olderLinesComeBack() throws Exception {
    host.type("echo first\n");
    host.type("echo second\n");
    host.type("new" + UP + UP);
    shows("# echo first");
    host.type(DOWN + DOWN);
    shows("# new");
    host.type("\u0012fir\n");
    shows("# echo first", "first", "#");
    assertTrue(host.answer("history\n").contains("   1  echo first\r\n   2  echo second\r\n"));
  }

  @Test
  void commandsAndFilesAreCompleted() throws Exception {
    host.type("unam\t-r; cat /etc/os\t\n");
    shows(
        "# uname -r; cat /etc/os-release",
        "6.12.0-cloister",
        "NAME=\"Cloister Linux\"",
        "ID=cloister",
        "VERSION_ID=1",
        "PRETTY_NAME=\"Cloister Linux 1\"",
        "#");
  }

  @Test
  void theSecondTabListsWhatFits() throws Exception {
    host.type("mkdir /tmp/a; cd /tmp/a; touch same1 same2 'with space'; mkdir fold\n");
    host.type("ls s\t");
    shows("# ls same");
    host.type("\t\t");
    shows("# ls same", "same1  same2", "# ls same");
    host.type("1 w\tf\t\n");
    shows("# ls same1 with\\ space fold/", "same1  with space", "", "fold/:", "#");
  }

  @Test
  void anOpenQuoteAsksForMore() throws Exception {
    host.type("echo 'one\ntwo'; for i in 1; do\necho $i\ndone\n");
    shows("# echo 'one", "> two'; for i in 1; do", "> echo $i", "> done", "one", "two", "1", "#");
    assertEquals("echo \"no^C\r\n# ", host.answer("echo \"no\u0003"));
  }

  @Test
  void aNarrowScreenWraps() throws Exception {
    host.world().apply(new Command.Resize(0, 20, 10));
    host.type("echo 3456789012345678901234567890");
    assertEquals(List.of("# echo 3456789012345", "678901234567890"), last(2, 20));
    host.type("\u0001echo ");
    assertEquals(List.of("# echo echo 34567890", "12345678901234567890", ""), last(3, 20));
    host.type("\u0005\u007f");
    assertEquals(List.of("# echo echo 34567890", "1234567890123456789"), last(2, 20));
    host.type("\n");
    assertEquals(List.of("echo 345678901234567", "890123456789", "#"), last(3, 20));
  }

  @Test
  void anotherWidthDrawsTheLineAgain() throws Exception {
    String line = "echo 3456789012345678901234567890123456789";
    host.type(line);
    host.world().apply(new Command.Resize(0, 20, 10));
    host.world().apply(new Command.Run(1_000_000));
    host.type("x");
    assertTrue(host.screen().endsWith("# " + line + "x"), host.screen());
    host.type("\u0001");
    assertTrue(host.screen().endsWith("\u001b[2A\r\u001b[2C"), host.screen());
  }

  @Test
  void aProgramGetsTheTerminalAsItWas() throws Exception {
    host.start("cat\n");
    assertEquals("abd\b \bc\r\nabc\r\n# ", host.answer("abd\u007fc\n\u0004"));
  }

  @Test
  void aDumbTerminalIsReadPlainly() throws Exception {
    host.type("TERM=dumb\n");
    assertEquals("ecg\b \bho 'a\r\n> ", host.answer("ecg\u007fho 'a\n"));
    assertEquals("b'\r\na\r\nb\r\n# ", host.answer("b'\n"));
  }

  @Test
  void theScreenIsCleared() throws Exception {
    host.type("clear\n");
    assertTrue(host.screen().endsWith("\u001b[H\u001b[2J\u001b[3J# "), host.screen());
    assertTrue(host.answer("ab\u000c").endsWith("\u001b[H\u001b[2J\r\u001b[J# ab"), host.screen());
  }

  @Test
  void helpFitsANarrowScreen() throws Exception {
    assertEquals("help cd\r\ncd [FOLDER]\r\n  go to a folder\r\n# ", host.answer("help cd\n"));
    List<String> lines = host.answer("help\n").lines().toList();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 45), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("wait ")), lines.toString());
  }
}
