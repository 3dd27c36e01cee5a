package cloister.cc.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Setting;
import cloister.cc.Corpus;
import cloister.cc.Ours;
import cloister.cc.Problems;
import cloister.cc.random.Dice;
import cloister.elf.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever assembly, linker scripts, objects and archives are, assembler and linker come to an end
 * soon, with a file or with errors but never both, and with the same ones each time.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long each kind of input is tried (8 by default),
 * CLOISTER_FUZZ_SEED where to begin.
 */
@Tag("full")
class ToolsRobustnessTest {
  private static final Path KERNELS = Path.of("src/test/c/kernels");
  private static final String FEATURE = "arguments-converted.c";
  private static final Bound BOUND = new Bound(Duration.ofSeconds(90), 12_000, 3_000);
  private static final String DIRECTIVES =
      """
      .macro twice name, count=2
      .rept \\count
      \\name: .long \\name, . - \\name
      .endr
      .endm
      .macro each first, rest:vararg
      .byte \\first
      .ifnb \\rest
      each \\rest
      .endif
      .endm
      .text
      .globl start
      start: xorl %eax, %eax
      rep movsb
      lock incl (%ebx,%ecx,4)
      1: jne 1b
      jmp 1f
      .skip 200, 0x90
      1: call *table(,%eax,4)
      movl $table + 4, %fs:8(%ebp)
      .p2align 4,,10
      ljmp $8, $start
      .org 0x200
      each 1, 2, 3
      twice one, 1
      .irp r, eax, ebx
      push %\\r
      .endr
      .irpc c, abc
      .byte '\\c
      .endr
      size = . - start
      .if 2 > 1
      .fill 4, 2, 0x1234
      .else
      .error "small"
      .endif
      .section .rodata.str1.1,"aMS",@progbits,1
      text: .string "a\\n\\x41"
      .data
      table: .long start, text, size, table - .
      .quad 1 << 40
      .octa 0x123456789abcdef0123456789abcdef
      .uleb128 300
      .double 1.5
      .balign 32, 7
      .comm shared, 8, 4
      .lcomm own, 12
      .weak missing
      .set alias, start
      .hidden alias
      .type start, @function
      .size start, . - start
      .pushsection .bss
      .space 100
      .popsection
      .code16
      movw %ax, %ds
      data32 ret
      """;

  @TempDir Path folder;

  /** One try: how an input is written for a seed, and the command for it. */
  private interface Try {
    List<String> write(Dice dice) throws IOException;
  }

  private void attempt(String kind, Try each) throws Exception {
    long end = System.nanoTime() + Setting.seconds("CLOISTER_FUZZ_SECONDS", 8) * 1_000_000_000L;
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    do {
      List<String> command = each.write(new Dice(seed));
      String name = kind + " of seed " + seed;
      Ours.Made once = BOUND.hold(name, () -> Ours.make(folder, command));
      Ours.Made again = BOUND.hold(name, () -> Ours.make(folder, command));
      assertEquals(Problems.of(once.diagnostics()), Problems.of(again.diagnostics()), name);
      assertEquals(once.diagnostics().anyError(), once.files().isEmpty(), name);
      if (!once.files().isEmpty()) {
        assertArrayEquals(once.bytes(), again.bytes(), name);
      }
      seed++;
    } while (System.nanoTime() < end);
  }

  private static List<String> texts(String suffix) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(KERNELS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(suffix)).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private byte[] object(String name) throws IOException {
    Path source = Corpus.features().stream().filter(one -> one.endsWith(name)).findFirst().get();
    Files.writeString(folder.resolve(name), Files.readString(source));
    return Ours.make(folder, List.of("-c", "-O1", name)).bytes();
  }

  private byte[] assembled() throws IOException {
    Files.writeString(folder.resolve("whole.s"), DIRECTIVES);
    return Ours.make(folder, List.of("-c", "whole.s")).bytes();
  }

  @Test
  void mutatedAssemblyEndsInAnObjectOrInErrors() throws Exception {
    List<String> texts = texts(".S");
    texts.addAll(List.of(DIRECTIVES, DIRECTIVES, DIRECTIVES));
    attempt(
        "assembly",
        dice -> {
          String text = Mutation.ofAssembly(dice).of(dice.oneOf(texts));
          Files.writeString(folder.resolve("a.s"), text, StandardCharsets.ISO_8859_1);
          return List.of("-c", "a.s");
        });
  }

  @Test
  void mutatedScriptsEndInAProgramOrInErrors() throws Exception {
    List<String> scripts = texts(".ld");
    Files.write(folder.resolve("a.o"), assembled());
    attempt(
        "script",
        dice -> {
          String text = Mutation.ofScripts(dice).of(dice.oneOf(scripts));
          Files.writeString(folder.resolve("a.ld"), text, StandardCharsets.ISO_8859_1);
          return List.of("-nostdlib", "-T", "a.ld", "a.o", "-o", "a");
        });
  }

  @Test
  void damagedObjectsEndInAProgramOrInErrors() throws Exception {
    List<byte[]> objects = List.of(assembled(), object(FEATURE));
    attempt(
        "object",
        dice -> {
          Files.write(folder.resolve("a.o"), new Damage(dice).of(dice.oneOf(objects)));
          return List.of("-nostdlib", "a.o", "-o", "a");
        });
  }

  @Test
  void damagedArchivesEndInAProgramOrInErrors() throws Exception {
    byte[] archive =
        Archive.write(
            List.of(
                new Archive.Member("a-name-that-is-rather-long.o", assembled()),
                new Archive.Member("b.o", object(FEATURE))));
    Files.writeString(folder.resolve("m.s"), ".globl _start\n_start: call start\ncall main\n");
    attempt(
        "archive",
        dice -> {
          Files.write(folder.resolve("a.a"), new Damage(dice).of(archive));
          return List.of("-nostdlib", "m.s", "a.a", "-o", "a");
        });
  }
}
