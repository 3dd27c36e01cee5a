package cloister.cc.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.cc.Problems;
import cloister.cc.link.script.ScriptParser;
import cloister.cc.report.Diagnostics;
import cloister.elf.Archive;
import cloister.elf.Elf;
import cloister.elf.ExecutableReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of another compiler, linked here and run by the host's processor. */
class LinkerTest {
  private static final String START =
      """
      int main(void);
      void __attribute__((noreturn)) _start(void) {
        int status = main();
        __asm__ volatile("int $0x80" : : "a"(1), "b"(status));
        for (;;) {}
      }
      int write_text(const char *text, int length) {
        int result;
        __asm__ volatile("int $0x80" : "=a"(result) : "a"(4), "b"(1), "c"(text), "d"(length) : "memory");
        return result;
      }
      """;

  @TempDir Path folder;
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void needsCompiler() {
    Oracle.need(Files.exists(Path.of("/usr/bin/gcc")), "gcc is missing");
  }

  private byte[] compile(String name, String source, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".c"), source);
    Path object = folder.resolve(name + ".o");
    List<String> command = new ArrayList<>(List.of("gcc", "-m32", "-c", "-ffreestanding"));
    command.addAll(List.of("-fno-stack-protector", "-fno-pie", "-fno-asynchronous-unwind-tables"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", object.toString(), file.toString()));
    assertEquals("", output(command));
    return Files.readAllBytes(object);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return process.exitValue() == 0 ? output : output + "exit " + process.exitValue();
  }

  private String run(Linker linker) throws Exception {
    Optional<Linker.Linked> linked = linker.link(Linker.programScript("_start"));
    assertEquals(List.of(), diagnostics.all());
    Path program = folder.resolve("program");
    Files.write(program, linked.orElseThrow().file());
    assertTrue(program.toFile().setExecutable(true));
    return output(List.of(program.toString()));
  }

  private List<String> problems() {
    return diagnostics.all().stream().map(one -> one.message().id()).toList();
  }

  @Test
  void aProgramOfSeveralObjectsRuns() throws Exception {
    Linker linker = new Linker(diagnostics);
    linker.add("start.o", compile("start", START));
    linker.add(
        "main.o",
        compile(
            "main",
            """
            int write_text(const char *text, int length);
            extern int table[];
            static const char *words[] = {"one ", "two "};
            char shared[8];
            int main(void) {
              for (int i = 0; i < 2; i++) write_text(words[i], 4);
              shared[0] = (char) ('a' + table[1]);
              shared[1] = '\\n';
              return write_text(shared, 2) == 2 ? table[0] : 1;
            }
            """,
            "-fcommon"));
    linker.add("table.o", compile("table", "int table[] = {7, 3}; char shared[16];", "-fcommon"));
    assertEquals("one two d\nexit 7", run(linker));
  }

  @Test
  void membersOfAnArchiveAreTakenWhenTheyAreNeeded() throws Exception {
    byte[] library =
        Archive.write(
            List.of(
                new Archive.Member(
                    "unused.o",
                    compile("unused", "int nowhere(void); int f(void) { return nowhere(); }")),
                new Archive.Member(
                    "a-name-that-is-long.o",
                    compile("first", "int second(void); int first(void) { return second() + 1; }")),
                new Archive.Member(
                    "second.o", compile("second", "int second(void) { return 41; }"))));
    Linker linker = new Linker(diagnostics);
    linker.add("library.a", library);
    linker.add("start.o", compile("start", START));
    linker.add("main.o", compile("main", "int first(void); int main(void) { return first(); }"));
    assertEquals("exit 42", run(linker));
  }

  @Test
  void whatIsDefinedNowhereIsNamed() throws Exception {
    Linker linker = new Linker(diagnostics);
    linker.add("start.o", compile("start", START));
    assertTrue(linker.link(Linker.programScript("_start")).isEmpty());
    assertEquals(List.of("cc.link.undefined"), problems());
  }

  /**
   * As gcc compiles when nothing else is said: both objects have the same way to find themselves.
   */
  @Test
  void callFramesOfASecondCopyAreThoseOfTheFirst() throws Exception {
    String[] options = {"-fpie", "-fasynchronous-unwind-tables"};
    Linker linker = new Linker(diagnostics);
    linker.add("start.o", compile("start", START, options));
    linker.add("one.o", compile("one", "int x = 1; int f(void) { return x; }", options));
    String two = "int f(void); int y = 6; int main(void) { return y + f(); }";
    linker.add("two.o", compile("two", two, options));
    assertEquals("exit 7", run(linker));
  }

  @Test
  void whatUsesAMissingSymbolIsNamed() throws Exception {
    Linker linker = new Linker(diagnostics);
    String source =
        "int q(void); int *r = (int *) q; static int f(void) { return 1; } int g(void) { return f()"
            + " + q() + f(); }";
    linker.add("user.o", compile("user", source, "-fno-inline"));
    linker.add("table.o", compile("table", "extern int t; int *p = &t;"));
    linker.link(Linker.programScript("g"));
    assertEquals(
        List.of(
            "0:0+0 error q is used in g of user.o and defined nowhere.",
            "0:0+0 error t is used in .data of table.o and defined nowhere."),
        Problems.of(diagnostics));
  }

  /** A section has no name of its own in the table of symbols. */
  @Test
  void aDiscardedSectionIsNamed() throws Exception {
    Linker linker = new Linker(diagnostics);
    String source =
        "__attribute__((section(\".lost\"))) static int f(void) { return 1; }"
            + "int g(void) { return f(); }";
    linker.add("user.o", compile("user", source, "-O0"));
    String script = "SECTIONS { .text : { *(.text) } /DISCARD/ : { *(.lost) } }";
    ScriptParser parser = new ScriptParser("x.ld", diagnostics);
    linker.link(parser.parse(script, "g", false, false).orElseThrow());
    assertEquals(
        List.of("0:0+0 error .lost is used in g of user.o and defined nowhere."),
        Problems.of(diagnostics));
  }

  @Test
  void whatIsDefinedTwiceIsNamed() throws Exception {
    Linker linker = new Linker(diagnostics);
    linker.add("one.o", compile("one", "int value = 1;"));
    linker.add("two.o", compile("two", "int value = 2;"));
    assertEquals(List.of("cc.link.twice"), problems());
  }

  @Test
  void aFileThatIsNoObjectIsRefused() {
    Linker linker = new Linker(diagnostics);
    linker.add("text.o", "hello".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("cc.elf.magic"), problems());
  }

  @Test
  void readersOfObjectFilesAcceptTheProgram() throws Exception {
    Linker linker = new Linker(diagnostics);
    linker.add("start.o", compile("start", START));
    linker.add(
        "main.o",
        compile("main", "int data = 5; int zero; int main(void) { return data + zero; }", "-g"));
    assertEquals("exit 5", run(linker));
    String report = output(List.of("readelf", "-W", "-a", folder.resolve("program").toString()));
    assertEquals(
        List.of(),
        report.lines().filter(line -> line.contains("arning") || line.contains("rror:")).toList());
    assertTrue(report.contains("main"), report);
  }

  private Linker archive(String main, String... members) throws Exception {
    List<Archive.Member> all = new ArrayList<>();
    for (String member : members) {
      String name = "member" + all.size();
      all.add(new Archive.Member(name + ".o", compile(name, member, "-fcommon")));
    }
    Linker linker = new Linker(diagnostics);
    linker.add("start.o", compile("start", START));
    linker.add("main.o", compile("main", main, "-fcommon"));
    linker.add("library.a", Archive.write(all));
    return linker;
  }

  @Test
  void aMemberThatOnlyHasACommonSymbolIsFound() throws Exception {
    String main = "extern int shared; int main(void) { shared += 3; return shared; }";
    assertEquals("exit 3", run(archive(main, "int other;", "int shared;")));
  }

  @Test
  void aMemberWithBytesTakesThePlaceOfACommonSymbol() throws Exception {
    String main = "int shared; int main(void) { return shared; }";
    assertEquals("exit 9", run(archive(main, "int shared;", "int shared = 9;")));
  }

  private static int stack(byte[] program) throws Exception {
    return ExecutableReader.read("program", program).segments().stream()
        .filter(segment -> segment.type() == Elf.PT_GNU_STACK)
        .findFirst()
        .orElseThrow()
        .flags();
  }

  private byte[] linked(Linker linker) {
    byte[] file = linker.link(Linker.programScript("_start")).orElseThrow().file();
    assertEquals(List.of(), diagnostics.all());
    return file;
  }

  /** As with GNU's linker: one object that does not say that its stack is plain is enough. */
  @Test
  void theStackIsCodeOnlyWhereAnObjectMayRunIt() throws Exception {
    byte[] start = compile("start", START + "int main(void) { return 0; }");
    Linker plain = new Linker(diagnostics);
    plain.add("start.o", start);
    byte[] program = linked(plain);
    assertEquals(Elf.PF_R | Elf.PF_W, stack(program));
    assertTrue(
        ExecutableReader.read("program", program).sections().stream()
            .noneMatch(section -> section.name().startsWith(".note.GNU")));
    Linker silent = new Linker(diagnostics);
    silent.add("start.o", start);
    Path source = Files.writeString(folder.resolve("silent.s"), "nop\n");
    Path object = folder.resolve("silent.o");
    assertEquals("", output(List.of("as", "--32", source.toString(), "-o", object.toString())));
    silent.add("silent.o", Files.readAllBytes(object));
    assertEquals(Elf.PF_R | Elf.PF_W | Elf.PF_X, stack(linked(silent)));
  }

  /** Neither sections of their own names nor slots for addresses take time by their square. */
  @Test
  void manySectionsAndSlots() throws Exception {
    StringBuilder text = new StringBuilder(".globl _start\n_start:\n");
    for (int i = 0; i < 12_000; i++) {
      text.append("movl v").append(i).append("@GOT(%ebx), %eax\n");
      text.append(".section s").append(i).append(",\"aw\"\nv").append(i).append(": .long 1\n");
      text.append(".comm c").append(i).append(", 4\n.text\n");
    }
    Path source = Files.writeString(folder.resolve("many.s"), text.toString());
    Path object = folder.resolve("many.o");
    assertEquals("", output(List.of("as", "--32", source.toString(), "-o", object.toString())));
    Linker linker = new Linker(diagnostics);
    linker.add("many.o", Files.readAllBytes(object));
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    long start = times.getCurrentThreadCpuTime();
    byte[] program = linked(linker);
    long took = (times.getCurrentThreadCpuTime() - start) / 1_000_000;
    assertTrue(took < 3_000, "took " + took + " ms");
    assertTrue(ExecutableReader.read("program", program).sections().size() > 12_000);
  }
}
