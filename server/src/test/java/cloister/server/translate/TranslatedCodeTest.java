package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Bare;
import cloister.machine.Digest;
import cloister.machine.RomImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs, translated and interpreted, must agree wherever they are stopped. */
class TranslatedCodeTest {
  private static final int MEMORY = 1 << 20;
  private static final int PROGRAMS = 60;
  private static final int ROUNDS = 100;

  @ParameterizedTest
  @EnumSource
  void programsDoTheSame(RandomRom.Ground ground) {
    CountingHost host = new CountingHost();
    long first = setting("CLOISTER_FUZZ_SEED", 1);
    long programs = setting("CLOISTER_FUZZ_PROGRAMS", PROGRAMS);
    for (long seed = first; seed < first + programs; seed++) {
      String program = new RandomProgram(new Random(seed)).text(ROUNDS);
      compare(ground, program, host, seed);
    }
    assertTrue(host.regions() > programs, host.regions() + " regions");
  }

  /** At the bounds of the range: there random operands hardly ever are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "add eax, ecx",
        "add al, cl",
        "add ax, cx",
        "adc eax, ecx",
        "sub eax, ecx",
        "sub ax, cx",
        "sbb eax, ecx",
        "cmp al, cl",
        "and eax, ecx",
        "inc eax",
        "dec eax",
        "neg eax",
        "shl eax, 1",
        "shr eax, 1",
        "sar eax, 3",
        "imul eax, ecx"
      })
  void conditionsFollowFromOperations(String operation) {
    CountingHost host = new CountingHost();
    for (String condition : List.of("o", "b", "e", "be", "s", "p", "l", "le")) {
      compare(RandomRom.Ground.FLAT, atBounds(operation, condition), host, 1);
    }
    assertTrue(host.regions() >= 8, host.regions() + " regions");
  }

  private static String atBounds(String operation, String condition) {
    List<Integer> bounds = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    StringBuilder text = new StringBuilder("program:\nmov dword [0x50000], 1000\nagain:\n");
    for (int first : bounds) {
      for (int second : bounds) {
        String pair = "mov eax, %d\nmov ecx, %d\n".formatted(first, second);
        String label = "not_" + bounds.indexOf(first) + "_" + bounds.indexOf(second);
        text.append(pair + operation + "\nj" + condition + " " + label + "\n");
        text.append("inc ebx\n" + label + ":\n");
        text.append(pair + operation + "\nsetn" + condition + " dl\nlea ebx, [ebx*2+edx]\n");
      }
    }
    return text + "after_fault:\ndec dword [0x50000]\njnz again\nhlt\n";
  }

  /** The hot instruction ends in the next page, and only its bytes there change. */
  @Test
  void instructionsInTwoPagesAreNotKept() {
    CountingHost host = new CountingHost();
    String program =
        """
        program:
        mov ecx, 4000
        xor eax, eax
        jmp near top
        times 0xff0 - ($ - $$) nop
        top:
        inc edx
        test edx, edx
        jmp short in_two_pages
        times 0xffd - ($ - $$) nop
        in_two_pages:
        add eax, strict dword 1
        dec ecx
        jnz near top
        test ebx, ebx
        jnz near after_fault
        inc ebx
        mov byte [0x21001], 1
        mov ecx, 1600
        jmp near top
        after_fault:
        hlt
        """;
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, program);
    Bare interpreted = machine(rom);
    Bare translated = machine(rom);
    translated.cpu().translateWith(host);
    assertEquals(interpreted.run(1_000_000), translated.run(1_000_000));
    assertEquals(
        Digest.of(interpreted, interpreted.memory()),
        Digest.of(translated, translated.memory()),
        () -> difference(interpreted, translated));
    assertTrue(host.regions() > 0);
  }

  /** Each of these conditions needs much code, more together than a method can hold. */
  @Test
  void codeTooLongForOneMethodIsDivided() {
    CountingHost host = new CountingHost();
    String conditions = "jc $+2\n".repeat(230);
    String program =
        "program:\nmov ecx, 4000\nagain:\ncmp eax, ecx\n"
            + conditions
            + "dec ecx\njnz near again\nafter_fault:\nhlt\n";
    compare(RandomRom.Ground.FLAT, program, host, 1);
    assertTrue(host.regions() > 0);
  }

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private static void compare(
      RandomRom.Ground ground, String program, CountingHost host, long seed) {
    byte[] rom = RandomRom.of(ground, program);
    Bare interpreted = machine(rom);
    Bare translated = machine(rom);
    translated.cpu().translateWith(host);
    Random random = new Random(seed);
    int steps = 0;
    for (int slice = 0; slice < 300 && !interpreted.stopped(); slice++) {
      int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 2000);
      String where = ground + ", seed " + seed + ", after " + steps + " steps, then " + most;
      int done = interpreted.run(most);
      assertEquals(done, translated.run(most), where);
      assertEquals(
          Digest.of(interpreted, interpreted.memory()),
          Digest.of(translated, translated.memory()),
          () -> where + "\n" + difference(interpreted, translated) + "\n" + program);
      steps += done;
    }
  }

  private static String difference(Bare expected, Bare actual) {
    StringBuilder text = new StringBuilder();
    for (int register = 0; register < 8; register++) {
      text.append(
          "%d: %08x %08x%n"
              .formatted(
                  register, expected.cpu().general[register], actual.cpu().general[register]));
    }
    text.append("eip %08x %08x%n".formatted(expected.cpu().eip(), actual.cpu().eip()));
    text.append("flags %08x %08x%n".formatted(expected.cpu().eflags(), actual.cpu().eflags()));
    text.append(
        "retired %d %d%n"
            .formatted(expected.cpu().instructionsLow(), actual.cpu().instructionsLow()));
    return text.toString();
  }

  private static Bare machine(byte[] rom) {
    return new Bare(MEMORY, List.of(RomImage.bios(rom)), value -> {});
  }
}
