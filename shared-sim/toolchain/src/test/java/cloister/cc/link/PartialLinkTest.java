package cloister.cc.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.report.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that become one ({@code -r}): GNU's linker takes it as it takes its own. */
class PartialLinkTest {
  private static final String START =
      """
      int main(void);
      void __attribute__((noreturn)) _start(void) {
        int status = main();
        __asm__ volatile("int $0x80" : : "a"(1), "b"(status));
        for (;;) {}
      }
      """;

  private static final String FIRST =
      """
      int write_text(const char *text, int length);
      extern int table[], later(int);
      static int own = 3;
      static const char *const words[] = {"one ", "two "};
      char room[8];
      int __attribute__((weak)) chosen(void) { return 1; }
      static int helper(int a) { return a + own; }
      int (*const pointers[])(int) = {helper, later};
      int main(void) {
        write_text(words[0], 4);
        write_text(words[1], 4);
        room[0] = (char)('a' + table[1]);
        return write_text(room, 1) + pointers[0](1) + pointers[1](2) + chosen();
      }
      """;

  private static final String SECOND =
      """
      static int own = 40;
      static const char text[] = "three ";
      char room[16];
      int table[] = {7, 3};
      static int helper(int a) { return a + own; }
      int chosen(void) { return 100; }
      int write_text(const char *text, int length) {
        int result;
        __asm__ volatile("int $0x80" : "=a"(result) : "a"(4), "b"(1), "c"(text), "d"(length)
                         : "memory");
        return result;
      }
      int later(int a) {
        write_text(text, 6);
        switch (a) {
          case 0: return 5; case 1: return own; case 2: return helper(a); case 3: return 9;
          case 4: return 11; default: return 0;
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    GnuTools.need();
  }

  private Path object(String name, String source, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".c"), source);
    Path object = folder.resolve(name + ".o");
    GnuTools.compile(file, object, options);
    return object;
  }

  private Path combine(String name, List<Path> objects) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    Linker linker = new Linker(diagnostics);
    for (Path one : objects) {
      linker.add(one.getFileName().toString(), Files.readAllBytes(one));
    }
    Path result = folder.resolve(name);
    Files.write(result, linker.combine(name).orElseThrow());
    assertEquals(List.of(), diagnostics.all());
    return result;
  }

  private void behavesTheSame(String... options) throws Exception {
    Path start = object("start", START);
    List<Path> parts = List.of(object("first", FIRST, options), object("second", SECOND, options));
    Path ours = combine("ours.o", parts);
    Path theirs = folder.resolve("theirs.o");
    GnuTools.link(theirs, List.of("-r"), parts);
    assertEquals(
        GnuTools.run(List.of("sh", "-c", "nm " + theirs + " | sort")),
        GnuTools.run(List.of("sh", "-c", "nm " + ours + " | sort")));
    Path program = folder.resolve("program");
    GnuTools.link(program, List.of(), List.of(start, ours));
    assertEquals("one two dthree exit 147", GnuTools.run(List.of(program.toString())));
    Path twice = combine("twice.o", List.of(start, ours));
    GnuTools.link(program, List.of(), List.of(twice));
    assertEquals("one two dthree exit 147", GnuTools.run(List.of(program.toString())));
  }

  @Test
  void symbolsAndAddendsAreThoseOfGnusLinker() throws Exception {
    behavesTheSame("-fcommon", "-O0");
  }

  @Test
  void soAreThoseOfOptimizedCode() throws Exception {
    behavesTheSame("-fcommon", "-O2", "-fno-inline");
  }

  @Test
  void sectionsForDebuggersAndOfFunctionsOfTheirOwnComeAlong() throws Exception {
    behavesTheSame("-fcommon", "-g", "-ffunction-sections", "-fdata-sections");
  }
}
