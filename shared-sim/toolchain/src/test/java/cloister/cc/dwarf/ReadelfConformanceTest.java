package cloister.cc.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Corpus;
import cloister.cc.Gcc.Outcome;
import cloister.cc.Host;
import cloister.cc.Ours;
import cloister.elf.ElfSection;
import cloister.elf.MalformedElf;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GNU's tools read what our compiler tells debuggers, and find nothing wrong with it. */
@Tag("full")
class ReadelfConformanceTest {
  private static final String DUMPS =
      "--debug-dump=info,abbrev,decodedline,frames-interp,str,loc,Ranges";

  @TempDir private Path folder;

  @BeforeAll
  static void needsReadelf() {
    Debuggers.needReadelf();
  }

  private static byte[] object(Path source, String flags, boolean debug) {
    List<String> command = new ArrayList<>(List.of(flags.split(" ")));
    command.add("-c");
    if (debug) {
      command.add("-g");
    }
    command.add(source.getFileName().toString());
    return Ours.make(source.toAbsolutePath().getParent(), command).bytes();
  }

  /** What a command says at its second output. */
  private String complaints(String command) {
    return Host.execute(List.of("sh", "-c", command + " 2>&1 >/dev/null"), folder).output();
  }

  private String printed(String command) {
    Outcome outcome = Host.execute(List.of("sh", "-c", command), folder);
    assertEquals(0, outcome.status(), outcome.output());
    return outcome.output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O2 -fomit-frame-pointer"})
  void theCorpusIsReadWithoutAWord(String flags) throws IOException, MalformedElf {
    List<Path> sources = new ArrayList<>(Corpus.features());
    sources.addAll(Corpus.programs());
    for (Path source : sources) {
      byte[] described = object(source, flags, true);
      Files.write(folder.resolve(source.getFileName() + ".o"), described);
      sameCode(source.toString(), object(source, flags, false), described);
    }
    assertEquals("", complaints("readelf -W " + DUMPS + " *.o"));
    assertEquals("", complaints("objdump -dl *.o"));
  }

  /** What debuggers are told changes nothing of the program. */
  private static void sameCode(String source, byte[] plain, byte[] described) throws MalformedElf {
    ObjectFile one = ObjectReader.read("plain", plain);
    ObjectFile two = ObjectReader.read("described", described);
    for (int i = 0; i < one.sections().size(); i++) {
      ElfSection a = one.sections().get(i);
      ElfSection b = two.sections().get(i);
      assertEquals(a.name(), b.name(), source);
      assertEquals(List.of(bytes(a.bytes())), List.of(bytes(b.bytes())), source + " " + a.name());
      assertEquals(a.relocations().size(), b.relocations().size(), source + " " + a.name());
    }
  }

  private static String bytes(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  @Test
  void addressesHaveTheirLines() throws IOException {
    Path program = Debuggers.byOurs(List.of("-O0"));
    String symbols = printed("nm " + program);
    for (String function : List.of("twice", "add", "recurse", "main")) {
      String row =
          symbols.lines().filter(line -> line.endsWith(" T " + function)).findFirst().orElseThrow();
      String[] found =
          printed("addr2line -f -e " + program + " " + row.substring(0, 8)).split("\n");
      assertEquals(function, found[0]);
      int line = Integer.parseInt(found[1].substring(found[1].lastIndexOf(':') + 1));
      String written = Files.readAllLines(Debuggers.SOURCE).get(line - 1);
      assertTrue(written.startsWith("int " + function + "("), written);
    }
    assertEquals("", complaints("readelf -W " + DUMPS + " " + program));
  }

  @Test
  void assemblyHasItsLines() throws IOException {
    Files.writeString(
        folder.resolve("start.s"), ".globl first\nfirst:\n  nop\n  movl $1, %eax\n  ret\n");
    Files.write(
        folder.resolve("start.o"), Ours.make(folder, List.of("-g", "-c", "start.s")).bytes());
    assertEquals("", complaints("readelf -W " + DUMPS + " start.o"));
    assertEquals("start.s:4", printed("addr2line -e start.o 1").strip().replaceAll("^.*/", ""));
  }
}
