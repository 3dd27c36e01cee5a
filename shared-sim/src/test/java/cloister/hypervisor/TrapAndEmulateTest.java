package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    VirtualMachine machine = host.machines().get(0);
    assertEquals(board.consoleText(), machine.devices().console().text());
    assertEquals(VirtualMachine.End.HALTED, machine.end());
    assertTrue(host.stopped());
    List<String> different = new ArrayList<>();
    for (int address = 0x1000; address < Beside.MEMORY; address++) {
      int own = board.memory().read8(address) & 0xFF;
      int seen = machine.memory().read8(address) & 0xFF;
      boolean mark = address % 8 == 5 && (own & ~3) == (seen & ~3) && (own & 0x80) != 0;
      if (own != seen && !mark) {
        different.add(Integer.toHexString(address) + ": " + own + ", " + seen);
      }
    }
    assertEquals(List.of(), different);
  }
}
