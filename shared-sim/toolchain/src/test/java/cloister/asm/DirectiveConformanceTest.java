package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directives, macros, expressions and sections make what the real NASM makes of them. */
class DirectiveConformanceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expressions",
        "comparisons",
        "data",
        "labels",
        "sizes",
        "macros",
        "pasting",
        "quotes",
        "structures",
        "sections",
        "placement",
        "groups",
        "language",
        "floats",
        "boot"
      })
  void makesTheSameBytes(String name) throws Exception {
    String source = source(name);
    Assembly ours = new Assembler(new OpcodeTable()).assemble(name, source);
    assertEquals(List.of(), ours.errors());
    Nasm.Result theirs = Nasm.assemble(folder, source);
    assertTrue(theirs.succeeded(), theirs.log());
    assertEquals("", firstDifference(source, theirs.image(), ours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%if eax\n%endif",
        "%if !eax\n%endif",
        "%if eax & 1\n%endif",
        "%if eax && ebx\n%endif",
        "%if eax < ebx\n%endif",
        "%if cs ? 1 : 2\n%endif",
        "%if eax = later\n%endif",
        "%if eax * ebx = ebx\n%endif",
        "%assign x eax",
        "x equ eax",
        "db eax >= 5",
        "a: nop\n%if a\n%endif",
        "a: nop\n%if a < 5\n%endif",
        "a: nop\n%if a > -1\n%endif",
        "a: nop\ndb a && 1",
        "%if a = 5\n%endif\na:",
        "%if a <> a\n%endif\na:",
        "%assign x $",
        "section .data\nd: db 1\nsection .text\nt: db d < t",
        "db 1A",
        "1A: nop",
        "times 1A db 1",
        "%if 1A\n%endif",
        "%assign x 1A",
        "%rep 1A\n%endrep",
        "db 1?2:3",
        "db 5?",
        "db 1~",
        "db 0x1$",
        "%macro m 1\ndb 0x%1\n%endmacro\nm ZZ",
        "%macro m 1\ndb 0x%1\n%endmacro\nm 0h",
        "%macro m 1\ndb 0x %1\n%endmacro\nm 1A",
        "%macro m 1\n%1_y: nop\n%endmacro\nm 1A",
        "%define n 5\n%define lab5 7\ndb lab %[n]",
        "%define f(x) a%[x]\na3 equ 7\ndb f(3)",
        "db 'abc",
        "db 1, `abc\\`",
        "%define q '\ndb q",
        "%define q '\ndb q %+ a",
        "%define q '\n%define p `\ndb q %+ a %+ p",
        "%define q 'a\ndb q %+ b %+ q",
        "%define q '\ndb q %+ a, 'b'",
        "%define q '\nq: db 1",
        "%define q '\n%strlen n q",
        "%define q '\n%strcat n q, 'a'",
        "%strlen n 'abc",
        "%assign n 'a",
        "%error it's bad",
        "%macro m 0\ndb 'abc\n%endmacro\nm",
        "%rep 2\ndb 'abc\n%endrep"
      })
  void refusesWhatNasmRefuses(String source) throws Exception {
    Nasm.Result theirs = Nasm.assemble(folder, source);
    assertFalse(theirs.succeeded(), "nasm takes it");
    Assembly ours = new Assembler(new OpcodeTable()).assemble("refused", source);
    assertFalse(ours.succeeded(), "we take it");
  }

  /** Generated programs; one that NASM refuses we may take, and its errors are no matter here. */
  @Tag("full")
  @ParameterizedTest
  @ValueSource(longs = {1, 1001, 2002, 3003})
  void makesTheSameBytesOfGeneratedPrograms(long firstSeed) throws Exception {
    int compared = 0;
    for (long seed = firstSeed; seed < firstSeed + 40; seed++) {
      String source = DirectiveCorpus.program(seed, 40);
      Nasm.Result theirs = Nasm.assemble(folder, source);
      if (theirs.succeeded()) {
        Assembly ours = new Assembler(new OpcodeTable()).assemble("generated", source);
        assertEquals(List.of(), ours.errors(), source);
        assertEquals("", firstDifference(source, theirs.image(), ours), () -> "seed " + source);
        compared++;
      }
    }
    assertTrue(compared > 20, compared + " of 40 programs could be compared");
  }

  private static String firstDifference(String source, byte[] theirs, Assembly ours) {
    List<String> lines = source.lines().toList();
    for (Assembly.Line line : ours.lines()) {
      int end = Math.min(line.offset() + line.length(), theirs.length);
      String expected = HexFormat.of().formatHex(theirs, Math.min(line.offset(), end), end);
      int from = line.offset();
      String actual = HexFormat.of().formatHex(ours.image(), from, from + line.length());
      if (!expected.equals(actual)) {
        String text = lines.get(line.line() - 1);
        return "line " + line.line() + " " + text + ": nasm " + expected + ", ours " + actual;
      }
    }
    boolean same = theirs.length == ours.image().length;
    return same ? "" : "nasm made " + theirs.length + " bytes, we " + ours.image().length;
  }

  private static String source(String name) throws IOException {
    try (InputStream in = DirectiveConformanceTest.class.getResourceAsStream(name + ".asm")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
