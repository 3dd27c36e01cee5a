package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CcCommandTest {
  @TempDir private Path folder;

  private CommandLineRun cc(String text, String... more) throws IOException {
    Path source = Files.writeString(folder.resolve("a.c"), text);
    String[] arguments = {"cc", source.toString(), "-o", folder.resolve("a.out").toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void aProgramCanBeExecuted() throws IOException {
    CommandLineRun run = cc("int main(void) { return 0; }\n");
    assertEquals(0, run.status(), run.err());
    assertTrue(Files.isExecutable(folder.resolve("a.out")));
  }

  @Test
  void errorsHaveTheirPlaceAndLeaveNoFile() throws IOException {
    CommandLineRun run = cc("int main(void) { return x; }\n");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("a.c:1:25: error: "), run.err());
    assertTrue(Files.notExists(folder.resolve("a.out")));
  }

  /** The commonest mistake of all: the place is behind the last word, and not that of the end. */
  @Test
  void aMissingBraceHasItsPlace() throws IOException {
    CommandLineRun run = cc("int f(void) {\n  {\n  }\n\n\n");
    List<String> lines = run.err().lines().toList();
    assertTrue(lines.get(0).contains("a.c:3:4: error: "), run.err());
    assertEquals(List.of("    }", "     ^"), lines.subList(1, 3));
  }

  @Test
  void aWrongFlagIsWrongUsage() throws IOException {
    CommandLineRun run = cc("int main(void) { return 0; }\n", "-z");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("-z"), run.err());
  }

  @Test
  void whatScriptsAskOfGccIsAnswered() {
    assertEquals("i686-linux-gnu\n", CommandLineRun.of("cc", "-dumpmachine").out());
    assertEquals("4.2.1\n", CommandLineRun.of("cc", "-m32", "-dumpversion").out());
    assertEquals("libc.a\n", CommandLineRun.of("cc", "-print-file-name=libc.a").out());
    assertEquals("ld\n", CommandLineRun.of("cc", "-print-prog-name=ld").out());
    CommandLineRun run = CommandLineRun.of("cc", "-v");
    assertEquals(0, run.status());
    assertTrue(run.err().contains("gcc version 4.2.1 "), run.err());
  }

  @Test
  void macrosAreListedAsTheyAreAtTheEnd() throws IOException {
    String text =
        "#define A 1\n#define A_B(x, ...)  f(x , __VA_ARGS__)+ #x\n#define C(y...) y\n"
            + "#define GONE\n#undef GONE\n#define EMPTY\nint unused;\n";
    CommandLineRun run = cc(text, "-E", "-dM", "-o", "-", "-DFLAG=2 + 3");
    assertEquals(0, run.status(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.contains("#define A 1"), run.out());
    assertTrue(lines.contains("#define A_B(x,...) f(x , __VA_ARGS__)+ #x"), run.out());
    assertTrue(lines.contains("#define C(y...) y"), run.out());
    assertTrue(lines.contains("#define EMPTY "), run.out());
    assertTrue(lines.contains("#define FLAG 2 + 3"), run.out());
    assertTrue(lines.contains("#define __i386__ 1"), run.out());
    assertFalse(run.out().contains("GONE") || run.out().contains("unused"), run.out());
  }

  /** As generated code has them. */
  @Test
  void chainsMayBeLong() throws IOException {
    assertEquals(0, cc(sum(3_900)).status());
    CommandLineRun run = cc(sum(4_100));
    assertEquals(1, run.status());
    assertTrue(run.err().contains("4000"), run.err());
  }

  private static String sum(int terms) {
    return "int a; int main(void) { return a" + " + a".repeat(terms) + "; }\n";
  }

  private CommandLineRun run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "cc";
    System.arraycopy(words, 0, all, 1, words.length);
    return CommandLineRun.of(all);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsNotLinkedIsNamed() throws IOException {
    String object = folder.resolve("a.o").toString();
    CommandLineRun unused = run("-c", file("notes", "x").toString(), "-o", object);
    assertEquals(0, unused.status());
    assertTrue(unused.err().contains("notes: warning: "), unused.err());
    CommandLineRun foreign = run("-c", file("x.cpp", "int x;").toString(), "-o", object);
    assertEquals(1, foreign.status());
    assertTrue(foreign.err().contains("x.cpp: error: "), foreign.err());
  }

  @Test
  void macrosSayWhatInlineMeans() throws IOException {
    String source =
        file("inline.c", "#ifdef __GNUC_GNU_INLINE__\nint old;\n#else\nint modern;\n#endif\n")
            .toString();
    assertTrue(run("-E", source).out().contains("int modern"));
    for (String flag : List.of("-std=gnu89", "-ansi", "-fgnu89-inline")) {
      assertTrue(run("-E", flag, source).out().contains("int old"), flag);
    }
    assertTrue(run("-E", "-std=gnu89", "-std=gnu11", source).out().contains("int modern"));
  }

  @Test
  void theLanguageMayBeSaid() throws IOException {
    String object = folder.resolve("a.o").toString();
    String c = file("c.txt", "int x;\n").toString();
    assertEquals(0, run("-x", "c", "-c", c, "-o", object).status());
    assertTrue(Files.exists(folder.resolve("a.o")));
    String assembly = file("s.txt", "#define ONE 1\n.long ONE\n").toString();
    CommandLineRun plain = run("-xassembler", "-c", assembly, "-o", object);
    CommandLineRun both = run("-x", "assembler-with-cpp", "-c", assembly, "-o", object);
    assertEquals(0, both.status(), both.err());
    assertEquals(0, plain.status(), plain.err());
  }

  @Test
  void rulesForMakeAreWritten() throws IOException {
    String source = file("a.c", "int x;\n").toString();
    String rules = folder.resolve("a.d").toString();
    CommandLineRun run =
        run("-c", source, "-MD", "-MF", rules, "-o", folder.resolve("a.o").toString());
    assertEquals(0, run.status(), run.err());
    assertTrue(Files.readString(Path.of(rules)).contains("a.o: "), run.err());
  }

  /** A pipe stands for them: a mistake here must not change a device of the machine. */
  @Test
  void devicesKeepTheirModes() throws Exception {
    Path pipe = pipe();
    Process reader =
        new ProcessBuilder("cat", pipe.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Object before = Files.getPosixFilePermissions(pipe);
      String source = file("a.c", "int main(void) { return 0; }\n").toString();
      CommandLineRun run = soon(source, "-o", pipe.toString());
      assertEquals(0, run.status(), run.err());
      assertEquals(before, Files.getPosixFilePermissions(pipe));
    } finally {
      reader.destroyForcibly();
    }
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    Assumptions.assumeTrue(made.waitFor() == 0);
    return pipe;
  }

  /** A run that fails instead of waiting for the other end of a pipe. */
  private CommandLineRun soon(String... words) {
    return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> run(words));
  }

  /** The mode of a program is that of a folder, which the same mask makes. */
  @Test
  void programsHaveTheModeThatTheMaskLeaves() throws IOException {
    CommandLineRun run = cc("int main(void) { return 0; }\n");
    assertEquals(0, run.status(), run.err());
    Path usual = Files.createDirectory(folder.resolve("usual"));
    assertEquals(
        Files.getPosixFilePermissions(usual),
        Files.getPosixFilePermissions(folder.resolve("a.out")));
  }

  @Test
  void aPipeIsReadOnce() throws Exception {
    Path pipe = pipe();
    Process writer =
        new ProcessBuilder(
                "sh", "-c", "echo 'int main(void) { return x; }' > \"$0\"", pipe.toString())
            .start();
    try {
      CommandLineRun run = soon("-x", "c", "-fsyntax-only", pipe.toString());
      assertEquals(1, run.status(), run.err());
      assertTrue(run.err().contains("return x;"), run.err());
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws IOException {
    String map = folder.resolve("none/a.map").toString();
    CommandLineRun run = cc("int main(void) { return 0; }\n", "-Wl,-Map=" + map);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("-Map"), run.err());
    assertTrue(Files.notExists(folder.resolve("a.out")));
  }

  @Test
  void noOutputIsAnotherOnes() throws IOException {
    String map = folder.resolve("a.out").toString();
    CommandLineRun run = cc("int main(void) { return 0; }\n", "-Wl,-Map=" + map);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("-Map: "), run.err());
    assertTrue(Files.notExists(folder.resolve("a.out")));
  }

  @Test
  void whatNeverEndsIsRefused() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")));
    CommandLineRun run = cc("#include \"/dev/zero\"\n");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("cc: ") && run.err().contains("/dev/zero"), run.err());
  }

  @Test
  void onlyFilesThatWereReadAreShown() throws IOException {
    Path secret = file("secret", "one\ntwo words\n");
    CommandLineRun run = cc("#line 2 \"" + secret + "\"\nint x = y;\n");
    assertEquals(1, run.status());
    assertFalse(run.err().contains("two words"), run.err());
  }

  @Test
  void longLinesAreShortened() throws IOException {
    CommandLineRun run = cc("int a[] = {" + "1, ".repeat(50_000) + "nothing, 2};\n");
    assertEquals(1, run.status());
    assertTrue(run.err().lines().allMatch(line -> line.length() < 300), "too long");
    List<String> lines = run.err().lines().toList();
    int mark = lines.get(2).indexOf('^');
    assertTrue(lines.get(1).startsWith("nothing", mark), run.err());
  }

  @Test
  void terminalsAreNotCommanded() throws IOException {
    CommandLineRun run = cc("int x = \u001B[31my; /* \u202E */\n");
    assertEquals(1, run.status());
    assertTrue(run.err().chars().noneMatch(c -> c == 0x1B || c == 0x202E), run.err());
    assertTrue(run.err().contains("<1b>[31my; /* <U+202e> */"), run.err());
  }

  @Test
  void bytesThatAreNoCharactersAreKept() throws IOException {
    Path source = folder.resolve("latin.c");
    Files.write(
        source,
        "char s[] = \"caf\u00E9\"; _Static_assert(sizeof s == 5, \"\");\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    Path object = folder.resolve("latin.o");
    CommandLineRun run = run("-c", source.toString(), "-o", object.toString());
    assertEquals(0, run.status(), run.err());
    String bytes = new String(Files.readAllBytes(object), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("caf\u00E9\0"), run.err());
  }

  @Test
  void bytesThatAreNoCharactersAreNoNames() throws IOException {
    Path source = folder.resolve("latin.c");
    Files.write(source, "int caf\u00E9;\n".getBytes(StandardCharsets.ISO_8859_1));
    CommandLineRun run = run("-fsyntax-only", source.toString());
    assertEquals(1, run.status());
    assertTrue(run.err().contains("latin.c:1:8: error: "), run.err());
    assertTrue(run.err().contains("<e9>"), run.err());
  }

  @Test
  void aProgramWithoutMainIsToldSo() throws IOException {
    CommandLineRun run = cc("int x;\n");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("no function `main`") || run.err().contains("no function main"));
  }

  @Test
  void headersThatAreNearAreNamed() throws IOException {
    file("shapes.h", "");
    CommandLineRun own = cc("#include \"shape.h\"\n");
    assertTrue(own.err().contains("shapes.h"), own.err());
    CommandLineRun standard = cc("#include <stdoi.h>\n");
    assertTrue(standard.err().contains("stdio.h"), standard.err());
  }

  @Test
  void headersAreIncludedBeforeTheSource() throws IOException {
    String header = file("inc.h", "#define Q 1\n").toString();
    CommandLineRun run = cc("int q = Q; int main(void) { return q; }\n", "-include", header);
    assertEquals(0, run.status(), run.err());
    CommandLineRun none = cc("int main(void) { return 0; }\n", "-include", header + "x");
    assertEquals(1, none.status());
    assertTrue(none.err().contains("inc.hx"), none.err());
    CommandLineRun within = cc("int main(void) { return 0; }\n", "-include", folder.toString());
    assertEquals(1, within.status());
    assertTrue(within.err().contains(folder.toString()), within.err());
  }

  @Test
  void theWordsMayBeInAFile() throws IOException {
    String source = file("two words.c", "int x = Y;\n").toString();
    String object = folder.resolve("a.o").toString();
    Path inner = file("inner", "-D 'Y=1'\n-o \"" + object + "\"");
    Path outer = file("outer", "-c " + source.replace(" ", "\\ ") + "\n@" + inner);
    CommandLineRun run = run("@" + outer);
    assertEquals(0, run.status(), run.err());
    assertTrue(Files.exists(Path.of(object)));
  }

  @Test
  void aFileOfWordsMustBeOne() throws IOException {
    Path itself = folder.resolve("itself");
    Files.writeString(itself, "@" + itself);
    for (String name :
        List.of(
            folder.toString(), folder.resolve("none").toString(), "/dev/zero", itself.toString())) {
      for (String command : List.of("cc", "ld")) {
        CommandLineRun run =
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> CommandLineRun.of(command, "@" + name));
        assertEquals(2, run.status(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(name), run.err());
      }
    }
  }

  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int from, int count) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatCannotBeShownIsAFailure() throws IOException {
    String source = file("a.c", "int x;\n").toString();
    for (String flag : List.of("-E", "-M", "-fdump=tree")) {
      StringWriter err = new StringWriter();
      int status =
          Main.commandLine()
              .setOut(new PrintWriter(new Full()))
              .setErr(new PrintWriter(err, true))
              .execute("cc", flag, source);
      assertEquals(2, status, err.toString());
      assertTrue(err.toString().contains("standard output"), err.toString());
    }
  }

  @Test
  void theLinkerLinksAndSpeaksForItself() throws IOException {
    String source = file("a.c", "int x;\n").toString();
    String object = folder.resolve("a.o").toString();
    assertEquals(0, run("-c", source, "-o", object).status());
    CommandLineRun compiled = CommandLineRun.of("ld", source);
    assertEquals(1, compiled.status());
    assertTrue(compiled.err().contains("a.c is neither an object file"), compiled.err());
    CommandLineRun other = CommandLineRun.of("ld", "-m", "elf_x86_64", object);
    assertEquals(2, other.status());
    assertTrue(other.err().contains("elf_x86_64"), other.err());
    CommandLineRun script = CommandLineRun.of("ld", "-T", folder.toString(), object);
    assertEquals(2, script.status());
    assertTrue(script.err().contains("cannot read " + folder), script.err());
    String own = file("b.c", "int x; int _start(void) { return y(); }\n").toString();
    assertEquals(0, run("-c", "-w", own, "-o", folder.resolve("b.o").toString()).status());
    CommandLineRun missing =
        CommandLineRun.of(
            "ld", folder.resolve("b.o").toString(), "-o", folder.resolve("b").toString());
    assertEquals(1, missing.status());
    assertFalse(missing.err().contains("cc:"), missing.err());
  }

  @Test
  void longChainsAreShownSoon() throws IOException {
    String source = file("sum.c", sum(3_900)).toString();
    CommandLineRun run =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> run("-fdump=syntax", source));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().length() < 2_000_000, "much room before the words");
  }
}
