package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VtXTest {
  private static final String VT_X = "vt-x";

  /** The ordinary kernels are those that go wrong by trap and emulate. */
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
  void anyKernelRunsAsOnAMachineOfItsOwn(String path) throws IOException {
    byte[] guest = Beside.assembled(Path.of(path));
    int origin = Beside.origin(Path.of(path));
    Board board = Beside.bare(guest, origin);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = Beside.host(guest, origin, VT_X);
    host.run(4_000_000);
    Beside.assertSame(board, host);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(0, machine.lies());
    assertEquals(Beside.instructions(board), machine.ticks());
  }
}
