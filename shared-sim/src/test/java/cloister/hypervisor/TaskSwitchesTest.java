package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Hardware task switches, which the processor leaves to the hypervisor under VT-x. */
class TaskSwitchesTest {
  private static final int LOG = 0x5000;
  private static final int NOTES = 80;

  /** What the tasks of a kernel find is what they find on a machine of its own. */
  @Test
  void everyWayIntoATaskIsAsOnAMachineOfItsOwn() throws IOException {
    byte[] guest = Beside.assembled(Path.of("src/test/guests/tasks.asm"));
    Board board = Beside.bare(guest);
    board.run(100_000);
    assertTrue(board.stopped());
    assertEquals(0xE4D, lastNote(board), "the kernel has come to its end");
    Host host = Beside.host(guest, "vmx");
    host.run(400_000);
    for (int i = 0; i < NOTES; i++) {
      int at = LOG + 4 * i;
      int seen = host.machines().get(0).memory().read32(at);
      assertEquals(board.memory().read32(at), seen, "note " + i);
    }
    Beside.assertSame(board, host);
    assertEquals(Beside.instructions(board), host.machines().get(0).ticks());
  }

  private static int lastNote(Board board) {
    int last = 0;
    for (int i = 0; i < NOTES; i++) {
      int note = board.memory().read32(LOG + 4 * i);
      last = note != 0 ? note : last;
    }
    return last;
  }
}
