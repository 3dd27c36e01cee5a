package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No source makes the assembler throw or run on. */
@Tag("full")
class FuzzTest {
  private static final String MARKS = "%()[]{},:+-*/$\"'`\\;\n0a.";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final OpcodeTable table = new OpcodeTable();

  private Assembly assemble(String source) {
    FileProvider itself = name -> Optional.of(source);
    Assembler assembler = new Assembler(table, itself, new TreeMap<>());
    return Assertions.assertTimeoutPreemptively(
        LONG, () -> assembler.assemble("fuzz", source), () -> "stuck on\n" + source);
  }

  private static String source(String name) throws IOException {
    try (InputStream in = FuzzTest.class.getResourceAsStream(name + ".asm")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void survivesRandomCharacters() {
    Random random = new Random(1);
    for (int i = 0; i < 1500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(200); n > 0; n--) {
        int kind = random.nextInt(20);
        text.append(
            kind == 0
                ? '\n'
                : (char) (kind == 1 ? random.nextInt(0x300) : 32 + random.nextInt(95)));
      }
      assemble(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expressions",
        "data",
        "labels",
        "macros",
        "pasting",
        "quotes",
        "structures",
        "sections",
        "boot"
      })
  void survivesMutations(String name) throws IOException {
    String source = source(name);
    Random random = new Random(name.length());
    for (int i = 0; i < 150; i++) {
      assemble(mutated(source, random));
    }
  }

  private static String mutated(String source, Random random) {
    StringBuilder text = new StringBuilder(source);
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        case 2 -> text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
        default -> swapLines(text, random);
      }
    }
    return text.toString();
  }

  private static void swapLines(StringBuilder text, Random random) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    lines.add(random.nextInt(lines.size()), lines.remove(random.nextInt(lines.size())));
    text.setLength(0);
    text.append(String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%macro m 0\nm\n%endmacro\nm",
        "%macro m 0\nm\nm\n%endmacro\nm",
        "%rep 1000000000\nnop\n%endrep",
        "%rep 1000000000\n%rep 1000000000\n%endrep\n%endrep",
        "%define a b b b b b b b b\n%define b c c c c c c c c\n%define c d d d d d d d d\n"
            + "%define d e e e e e e e e\n%define e f f f f f f f f\n%define f g g g g g g g g\n"
            + "%define g h h h h h h h h\n%define h i i i i i i i i\n%define i j j j j j j j j\na",
        "%define f(x) x x x x x x x x\ndb f(f(f(f(f(f(f(f(f(f(f(f(f(1)))))))))))))",
        "times 1000000000 nop",
        "times -1 nop",
        "times 10000000 times 10000000 db 0",
        "times 1000000000 resb 0",
        "resb 1000000000000",
        "resq -1",
        "db 1000000000 dup (1000000000 dup (1))",
        "db 1000000 dup (1000000 dup (?))",
        "%include 'fuzz'",
        "org 0x7fffffffffffffff\nnop",
        "section .a start=0x7fffffff\nnop",
        "section .a start=-5\nnop",
        "section .a align=0\nnop",
        "section .a follows=.a\nnop",
        "section .a follows=.b\nsection .b follows=.a\nnop",
        "absolute -1\nresb 0x7fffffffffffffff\nx:\ndb x",
        "align 0",
        "align -1",
        "align 1 << 40",
        "x equ x",
        "x equ y\ny equ x + 1\nmov eax, x",
        "a: jmp b\ntimes (b - a) & 1 nop\nb:",
        "%assign i i + 1",
        "dd 1 / 0, 1 % 0, 1 // 0, 1 %% 0, (-1 << 63) // -1, (-1 << 63) %% -1",
        "dd 1 << 64, 1 << -1, 1 >> 1000",
        "mov eax, [eax * 0x7fffffffffffffff]",
        "db `\\",
        "db '",
        "\\",
        "%",
        "%{",
        "%[",
        "%{}",
        "$",
        "$$",
        "[",
        "]",
        "db",
        "times",
        "equ",
        "%if",
        "%elif",
        "%else",
        "%endif",
        "%endmacro",
        "%endrep",
        "%macro",
        "%define",
        "%rep",
        "%rotate 1",
        "%push",
        "%pop",
        "%exitrep",
        "%1",
        "%%x",
        "%$x",
        "%+",
        "%substr a 'abc' 1,-5",
        "%macro m 1-*\n%rotate 0x7fffffffffffffff\ndb %1\n%endmacro\nm 1, 2",
        "%macro m 0\n%rep 3\n%exitmacro\n%endrep\n%endmacro\nm\nnop",
        "struc",
        "endstruc",
        "istruc",
        "iend",
        "at 5",
        "struc s\nstruc t\nendstruc\nendstruc",
        "lock",
        "rep rep rep rep nop",
        "mov",
        "mov eax",
        "mov eax,",
        "mov eax,,ebx",
        "jmp 1:2:3",
        "mov eax, [ebx",
        "mov eax, ebx]",
        "mov [es:fs:eax], ebx",
        "x: x: nop"
      })
  void survivesTraps(String source) {
    assemble(source);
  }

  @Test
  void survivesDeepNesting() {
    assemble("dd " + "(".repeat(100_000) + "1" + ")".repeat(100_000));
    assemble("dd " + "-".repeat(100_000) + "1");
    assemble("dd 1" + "+1".repeat(100_000));
    assemble("dd " + "1?".repeat(100_000));
    assemble("db " + "1 dup (".repeat(100_000));
    assemble("times 1 ".repeat(100_000) + "nop");
    assemble("%if 1\n".repeat(100_000));
    assemble("%rep 1\n".repeat(10_000));
    assemble("%push\n".repeat(10_000));
    assemble("db " + "{".repeat(100_000));
    assemble("%[".repeat(10_000));
    assemble("x" + "y".repeat(1_000_000));
  }

  @Test
  void everyMutationWithErrorsTellsWhere() throws IOException {
    String source = source("boot");
    Random random = new Random(99);
    int failed = 0;
    for (int i = 0; i < 200; i++) {
      Assembly assembly = assemble(mutated(source, random));
      failed += assembly.succeeded() ? 0 : 1;
      for (AsmError error : assembly.errors()) {
        assertTrue(error.line() >= 1 && error.column() >= 1 && error.length() >= 1, "" + error);
      }
      assertEquals(assembly.succeeded(), assembly.errors().isEmpty());
    }
    assertTrue(failed > 50, failed + " failed");
  }
}
