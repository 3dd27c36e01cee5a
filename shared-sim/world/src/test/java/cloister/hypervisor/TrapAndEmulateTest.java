package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrapAndEmulateTest {
  /**
   * Memory is compared byte by byte: the stacks in it hold where each interrupt came, with the
   * flags of that moment. Only what the processor marks in descriptors is left out, which a guest's
   * copy has not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"clean.asm", "returns.asm"})
  void aKernelThatIsRefusedWhateverMattersRunsAsOnAMachineOfItsOwn(String name) throws IOException {
    byte[] guest = Beside.assembled(Path.of("src/test/guests", name));
    Board board = Beside.bare(guest);
    board.run(1_000_000);
    assertTrue(board.stopped());
    runsAsOn(board, Beside.host(guest));
  }

  @Test
  void anExitHandlerThatDoesNothingCostsTheGuestNoTime() throws IOException {
    byte[] guest = Beside.assembled(Path.of("src/test/guests", "clean.asm"));
    Board board = Beside.bare(guest);
    board.run(1_000_000);
    Host host = Beside.host(guest);
    byte[] handler =
        Beside.assembled(
            "handler.asm", "bits 32\norg 0xFFC04000\nmov ecx, 9\nw: loop w\nxor eax, eax\nret\n");
    host.load("handler.asm", 0xFFC04000, handler);
    runsAsOn(board, host);
  }

  private static void runsAsOn(Board board, Host host) {
    host.run(1_000_000);
    Beside.assertSame(board, host);
  }
}
