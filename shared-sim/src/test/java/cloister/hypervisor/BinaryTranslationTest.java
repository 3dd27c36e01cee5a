package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTranslationTest {
  private static final String TRANSLATED = "binary-translation";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/guests/clean.asm",
        "src/test/guests/returns.asm",
        "../lessons/course/virtualization/unvirtualizable/guest-a.asm",
        "../lessons/course/virtualization/unvirtualizable/guest-b.asm",
        "../lessons/course/virtualization/guest/guest-a.asm",
        "../lessons/course/virtualization/why/guest-a.asm"
      })
  void anOrdinaryKernelRunsAsOnAMachineOfItsOwn(String path) throws IOException {
    byte[] guest = Beside.assembled(Path.of(path));
    int origin = Beside.origin(Path.of(path));
    Board board = Beside.bare(guest, origin);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = Beside.host(guest, origin, TRANSLATED);
    host.run(4_000_000);
    Beside.assertSame(board, host);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(0, machine.lies());
    assertEquals(Beside.instructions(board), machine.ticks());
  }

  /** Random kernels, without a hypervisor and translated. */
  @Test
  void randomKernelsRunAsOnMachinesOfTheirOwn() {
    int programs = Integer.parseInt(env("CLOISTER_FUZZ_PROGRAMS", "120"));
    long first = Long.parseLong(env("CLOISTER_FUZZ_SEED", "1"));
    for (long seed = first; seed < first + programs; seed++) {
      runsTheSame(seed);
    }
  }

  private static String env(String name, String absent) {
    String value = System.getenv(name);
    return value == null ? absent : value;
  }

  private static void runsTheSame(long seed) {
    byte[] guest = Beside.assembled("random" + seed + ".asm", RandomKernel.text(seed));
    Board board = Beside.bare(guest);
    board.run(300_000);
    Host host = Beside.host(guest, TRANSLATED);
    host.run(6_000_000);
    VirtualMachine machine = host.machines().get(0);
    String name = "seed " + seed + ", " + machine.end();
    assertTrue(board.stopped(), name);
    assertEquals(List.of(), Beside.differences(board, machine), name);
    assertEquals(Beside.instructions(board), machine.ticks(), name);
    assertEquals(0, machine.lies(), name);
  }
}
