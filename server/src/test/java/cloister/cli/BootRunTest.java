package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.machine.Pc;
import cloister.machine.PcParts;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootRunTest {
  /** More than the serial port keeps for a guest that reads nothing. */
  private static final int BYTES = 100_000;

  @Test
  void inputThatTheSerialPortCannotKeepStaysWhereItIs() {
    Pc pc =
        new Pc(
            new PcParts(1 << 20, List.of(), List.of(), Optional.empty(), 0, 100_000_000),
            value -> {});
    int room = pc.roomForInput();
    ByteArrayInputStream input = new ByteArrayInputStream(new byte[BYTES]);
    BootRun run = new BootRun(pc, new Outputs(null), input);
    run.go(1);
    run.go(2);
    assertEquals(BYTES - room, input.available());
    assertEquals(0, pc.roomForInput());
  }
}
