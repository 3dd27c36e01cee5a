package cloister.cc.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Ours;
import cloister.elf.Executable;
import cloister.elf.ExecutableReader;
import cloister.elf.MalformedElf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only debuggers read is linked as the rest is, or left out. */
class DebugSectionsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeSources() throws IOException {
    String shared = "#define ANSWER 42\nstruct pair { int a, b; };\n";
    Files.writeString(
        folder.resolve("one.c"),
        shared + "struct pair p;\nint two(int);\nint main(void) { return two(p.a) - ANSWER; }\n");
    Files.writeString(
        folder.resolve("two.c"),
        shared + "struct pair q;\nint two(int n) { return n + q.b + ANSWER; }\n");
  }

  private Executable link(String... command) throws MalformedElf {
    return ExecutableReader.read("program", Ours.make(folder, List.of(command)).bytes());
  }

  private static List<String> names(Executable program) {
    List<String> names = new ArrayList<>();
    program.sections().forEach(section -> names.add(section.name()));
    return names;
  }

  @Test
  void aProgramKeepsWhatDebuggersRead() throws MalformedElf {
    Executable program = link("-g", "one.c", "two.c");
    assertTrue(names(program).containsAll(List.of(".debug_info", ".debug_line", ".debug_frame")));
    assertTrue(program.symbols().stream().anyMatch(symbol -> symbol.name().equals("two")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-S", "-Wl,--strip-debug", "-s", "-Wl,-s", "-Wl,--strip-all"})
  void strippingLeavesItOut(String flag) throws MalformedElf {
    Executable program = link("-g", flag, "one.c", "two.c");
    assertEquals(
        List.of(), names(program).stream().filter(name -> name.startsWith(".debug")).toList());
    boolean all = flag.equals("-s") || flag.equals("-Wl,-s") || flag.equals("-Wl,--strip-all");
    assertEquals(all, program.symbols().isEmpty());
  }

  /** Compressed sections, types and macros that both objects have and the program once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-g",
        "-g -gdwarf-4",
        "-g -gz",
        "-g3 -gz",
        "-g3 -gdwarf-4 -fdebug-types-section",
        "-g3 -fdebug-types-section",
        "-g -ffunction-sections"
      })
  void objectsOfGccAreReadWithoutAWord(String flags) throws Exception {
    GnuTools.need();
    for (String name : List.of("one", "two")) {
      GnuTools.compile(folder.resolve(name + ".c"), folder.resolve(name + ".o"), flags.split(" "));
    }
    Path program = folder.resolve("program");
    Files.write(program, Ours.make(folder, List.of("one.o", "two.o")).bytes());
    String quiet = "readelf -W --debug-dump " + program + " 2>&1 >" + folder.resolve("dump");
    assertEquals("", GnuTools.run(List.of("sh", "-c", quiet)));
    String dump = Files.readString(folder.resolve("dump"));
    assertTrue(dump.contains("two.c") && dump.contains(": pair"), dump);
    // A unit's own macros come first; what it shares with others is behind them.
    assertFalse(dump.contains("DW_MACRO_import - offset : 0\n"), dump);
  }

  /** GNU's linker takes our objects as it takes GCC's. */
  @Test
  void gnusLinkerTakesOurs() throws Exception {
    GnuTools.need();
    for (String name : List.of("one", "two")) {
      byte[] object = Ours.make(folder, List.of("-g", "-O0", "-c", name + ".c")).bytes();
      Files.write(folder.resolve(name + ".o"), object);
    }
    Path program = folder.resolve("program");
    List<Path> objects = List.of(folder.resolve("one.o"), folder.resolve("two.o"));
    GnuTools.link(program, List.of("-e", "main"), objects);
    String quiet = "readelf -W --debug-dump " + program + " 2>&1 >/dev/null";
    assertEquals("", GnuTools.run(List.of("sh", "-c", quiet)));
    String symbol =
        GnuTools.run(List.of("sh", "-c", "nm " + program + " | grep ' T two$'")).substring(0, 8);
    String line = GnuTools.run(List.of("addr2line", "-e", program.toString(), symbol)).strip();
    assertTrue(line.endsWith("two.c:4"), line);
  }
}
