package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.link.GnuTools;
import cloister.cc.report.Diagnostics;
import cloister.codec.Utf8;
import cloister.cpu.decode.OpcodeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules for make, as GCC writes them. */
class DependenciesTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    GnuTools.need();
    Files.createDirectories(folder.resolve("inc"));
    Files.createDirectories(folder.resolve("sys"));
    Files.writeString(folder.resolve("inc/two words.h"), "#include \"last.h\"\n");
    Files.writeString(folder.resolve("inc/last.h"), "#pragma once\n");
    Files.writeString(folder.resolve("sys/far.h"), "int far;\n");
    for (String name : List.of("one", "two")) {
      Files.writeString(
          folder.resolve(name + ".c"),
          "#include <two words.h>\n#include <far.h>\n#include \"inc/last.h\"\nint x;\n");
    }
  }

  private Map<String, String> theirs(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString(), "gcc", "-m32"));
    command.addAll(List.of("-nostdinc", "-ffreestanding", "-Iinc", "-isystem", "sys"));
    command.addAll(List.of(words));
    String shown = GnuTools.run(command);
    Map<String, String> rules = new TreeMap<>();
    if (!shown.isEmpty()) {
      rules.put("", shown);
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".d")).toList()) {
        rules.put(folder.relativize(file).toString(), Files.readString(file));
        Files.delete(file);
      }
    }
    return rules;
  }

  private Map<String, String> ours(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("-nostdinc", "-nostdlib", "-Iinc"));
    command.addAll(List.of("-isystem", "sys"));
    command.addAll(List.of(words));
    Diagnostics diagnostics = new Diagnostics();
    Driver driver =
        new Driver(new OpcodeTable(), Sysroot.empty(), new FolderFiles(folder), diagnostics);
    Map<String, String> rules = new TreeMap<>();
    for (Output output : driver.run(Arguments.read(command))) {
      if (output.name().endsWith(".d") || output.name().isEmpty()) {
        rules.merge(output.name(), Utf8.decode(output.bytes()), String::concat);
      }
    }
    assertEquals(List.of(), diagnostics.all());
    return rules;
  }

  private void assertSame(String... words) throws Exception {
    assertEquals(theirs(words), ours(words));
  }

  @Test
  void besideTheObject() throws Exception {
    assertSame("-MD", "-c", "one.c");
    assertSame("-MD", "-c", "one.c", "two.c");
    assertSame("-MD", "-c", "one.c", "-o", "inc/other.o");
  }

  @Test
  void withoutHeadersOfTheSystem() throws Exception {
    assertSame("-MMD", "-c", "one.c");
  }

  @Test
  void withARuleForEachHeader() throws Exception {
    assertSame("-MMD", "-MP", "-c", "one.c");
  }

  @Test
  void whereAndForWhatIsSaid() throws Exception {
    assertSame("-MD", "-MF", "rules.d", "-MT", "$(DIR)/a", "-MQ", "$(DIR)/b", "-c", "one.c");
  }

  @Test
  void nothingButTheRule() throws Exception {
    assertSame("-M", "one.c");
    assertSame("-MM", "-MP", "one.c", "two.c");
    assertSame("-MM", "one.c", "-o", "only.d");
  }
}
