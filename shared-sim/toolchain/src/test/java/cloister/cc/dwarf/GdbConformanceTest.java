package cloister.cc.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GNU's debugger sees in a program of ours what it sees in GCC's. */
class GdbConformanceTest {
  private static final int STEPS = 250;

  private static final List<String> GLOBALS =
      List.of(
          "global",
          "hidden",
          "text",
          "bits",
          "outer",
          "color",
          "negative",
          "mode",
          "tail",
          "head",
          "single",
          "extended",
          "byte",
          "small",
          "big",
          "wide",
          "flag",
          "fixed",
          "pointers",
          "*head.next",
          "outer.grid[1]",
          "(Color) 5",
          "sizeof(struct Outer)");

  private static final List<String> TYPES =
      List.of(
          "struct Node",
          "struct Bits",
          "union Any",
          "Point",
          "Color",
          "enum Mode",
          "Operation",
          "add",
          "variadic",
          "outer.grid",
          "fixed",
          "pointers",
          "extended",
          "wide",
          "outer.later");

  @BeforeAll
  static void needsGdb() throws IOException {
    Debuggers.needGdb();
  }

  /** Addresses are each program's own. */
  private static String comparable(String output) {
    return output
        .replaceAll("(?m)^\\[.*\\R|^Using host.*\\R|^Temporary breakpoint \\d+ at .*\\R", "")
        .replaceAll("0x[0-9a-f]+", "ADDRESS")
        .strip();
  }

  private static void same(List<String> commands) throws IOException {
    String expected = comparable(Debuggers.gdb(Debuggers.byGcc(), commands));
    assertTrue(expected.lines().count() >= commands.size() / 2, expected);
    assertEquals(expected, comparable(Debuggers.gdb(Debuggers.byOurs(List.of("-O0")), commands)));
  }

  @Test
  void globalsHaveTheSameValuesAndTypes() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String global : GLOBALS) {
      commands.add("print " + global);
      commands.add("whatis " + global);
    }
    TYPES.forEach(type -> commands.add("ptype " + type));
    same(commands);
  }

  @Test
  void blocksHaveTheSameVariables() throws IOException {
    same(
        List.of(
            "tbreak " + Debuggers.lineOf("inner"),
            "tbreak " + Debuggers.lineOf("loop"),
            "tbreak " + Debuggers.lineOf("outer"),
            "run",
            "print sum",
            "print s",
            "print p",
            "continue",
            "print sum",
            "print i",
            "print square",
            "continue",
            "print sum",
            "print half",
            "print calls",
            "print keep",
            "info args",
            "backtrace"));
  }

  @Test
  void callersHaveTheSameVariables() throws IOException {
    same(
        List.of(
            "tbreak twice",
            "run",
            "backtrace",
            "up",
            "print d",
            "up",
            "print n",
            "up",
            "print n",
            "print local",
            "up",
            "up",
            "print numbers"));
  }

  /** Every bit of code knows its callers up to {@code main}, and their parameters. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-O0", "-O1", "-O2", "-O0 -fomit-frame-pointer", "-O2 -fomit-frame-pointer"})
  void callersAreKnownAtEveryInstruction(String flags) throws IOException {
    Path program = Debuggers.byOurs(List.of(flags.split(" ")));
    List<String> commands =
        List.of(
            "break *main",
            "run",
            "set $steps = 0",
            "while $steps < " + STEPS,
            "  echo @\\n",
            "  backtrace",
            "  stepi",
            "  set $steps = $steps + 1",
            "end");
    String[] stops = Debuggers.gdb(program, commands).split("@\n");
    int deepest = 0;
    int seen = 0;
    while (seen + 1 < stops.length && stops[seen + 1].contains(" main (")) {
      seen++;
      deepest = Math.max(deepest, depth(stops[seen]));
    }
    assertTrue(seen >= 75, flags + " " + seen + "\n" + stops[seen]);
    assertTrue(deepest >= 4, flags + " " + deepest);
  }

  /** How many callers there are; the parameter of the recursion goes up by one from each. */
  private static int depth(String stop) {
    List<String> frames = stop.lines().filter(line -> line.startsWith("#")).toList();
    assertTrue(frames.getLast().contains(" main ()"), stop);
    int expected = -1;
    for (String frame : frames.subList(1, frames.size())) {
      if (frame.contains(" recurse (")) {
        assertTrue(expected < 0 || frame.contains("(n=" + expected + ")"), stop);
        expected = frame.charAt(frame.indexOf("(n=") + 3) - '0' + 1;
      }
    }
    return frames.size();
  }
}
