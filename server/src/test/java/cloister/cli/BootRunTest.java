package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.core.Segments;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootRunTest {
  /** More than the serial port keeps for a guest that reads nothing. */
  private static final int BYTES = 100_000;

  private final Pc pc =
      new Pc(
          new PcParts(1 << 20, List.of(), List.of(), Optional.empty(), 0, 100_000_000),
          value -> {});

  @Test
  void anotherThreadEndsARunThatHasNoLimit() throws InterruptedException {
    pc.memory().write16(0, 0xfeeb); // jmp $
    pc.cpu().segments.setReal(Segments.CS, 0);
    pc.cpu().setEip(0);
    BootRun run = new BootRun(pc, new Outputs(null), InputStream.nullInputStream());
    Thread runner = Thread.ofPlatform().start(() -> run.go(Long.MAX_VALUE));
    run.end();
    runner.join(Duration.ofMinutes(1));
    assertFalse(runner.isAlive());
    assertTrue(run.sentence().startsWith("stopped after"), run.sentence());
  }

  @Test
  void inputThatTheSerialPortCannotKeepStaysWhereItIs() {
    int room = pc.roomForInput();
    ByteArrayInputStream input = new ByteArrayInputStream(new byte[BYTES]);
    BootRun run = new BootRun(pc, new Outputs(null), input);
    run.go(1);
    run.go(2);
    assertEquals(BYTES - room, input.available());
    assertEquals(0, pc.roomForInput());
  }
}
