package cloister.device.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UartTest {
  private static final int BASE = 0x3f8;
  private static final int IER = BASE + 1;
  private static final int IIR = BASE + 2;
  private static final int LCR = BASE + 3;
  private static final int MCR = BASE + 4;
  private static final int LSR = BASE + 5;
  private static final int MSR = BASE + 6;

  /** Ten bits at 9600 baud. */
  private static final int CHARACTER = Workbench.TICKS_PER_SECOND / 960;

  /** What a character takes to go out, at any speed. */
  private static final int OUTGOING = Workbench.TICKS_PER_SECOND / 1_000_000;

  private final Workbench bench = new Workbench();
  private final StringBuilder sent = new StringBuilder();
  private boolean line;
  private final Uart uart =
      new Uart(bench.clock, high -> line = high, value -> sent.append((char) value));

  @BeforeEach
  void connect() {
    uart.connect(bench.ports, BASE);
    bench.out(MCR, 0x08);
  }

  @Test
  void theTransmitterIsReadyAgainAfterAMoment() {
    bench.out(IIR, 0x07);
    bench.out(BASE, 'a');
    assertEquals(0x20, bench.in(LSR) & 0x60);
    bench.out(BASE, 'b');
    assertEquals(0, bench.in(LSR) & 0x60);
    bench.pass(OUTGOING);
    assertEquals(0x20, bench.in(LSR) & 0x60);
    bench.pass(OUTGOING);
    assertEquals(0x60, bench.in(LSR) & 0x60);
    assertEquals("ab", sent.toString());
  }

  @Test
  void aKernelThatDoesNotWaitForTheTransmitterLosesNothing() {
    for (int i = 0; i < 10; i++) {
      bench.out(BASE, '0' + i);
    }
    assertEquals("0123456789", sent.toString());
  }

  @Test
  void theDivisorSetsTheSpeed() {
    bench.out(LCR, 0x83);
    assertEquals(12, bench.in(BASE));
    bench.out(BASE, 1);
    bench.out(LCR, 0x03);
    uart.receive('x');
    bench.pass(CHARACTER / 12 - 1);
    assertEquals(0, bench.in(LSR) & 1);
    bench.pass(2);
    assertEquals(1, bench.in(LSR) & 1);
  }

  @Test
  void anEmptyTransmitterAsksOnce() {
    bench.out(IER, 0x02);
    assertTrue(line);
    assertEquals(0x02, bench.in(IIR));
    assertFalse(line);
    assertEquals(0x01, bench.in(IIR));
    bench.out(BASE, 'a');
    assertTrue(line);
  }

  @Test
  void whatArrivesAsksUntilItIsRead() {
    bench.out(IER, 0x01);
    uart.receive('k');
    assertFalse(line);
    bench.pass(CHARACTER + 1);
    assertTrue(line);
    assertEquals(0x04, bench.in(IIR));
    assertEquals('k', bench.in(BASE));
    assertFalse(line);
    assertEquals(0, bench.in(LSR) & 1);
  }

  @Test
  void withFifosTheTriggerLevelOrATimeoutAsks() {
    bench.out(IIR, 0xc7);
    bench.out(IER, 0x01);
    assertEquals(0xc1, bench.in(IIR));
    for (int i = 0; i < 13; i++) {
      uart.receive('0' + i);
    }
    bench.pass(13 * CHARACTER + 100);
    assertFalse(line);
    bench.pass(4 * CHARACTER);
    assertTrue(line);
    assertEquals(0xcc, bench.in(IIR));
    assertEquals('0', bench.in(BASE));
    assertFalse(line);
    uart.receive('x');
    uart.receive('y');
    bench.pass(2 * CHARACTER + 1);
    assertEquals(0xc4, bench.in(IIR));
  }

  @Test
  void loopbackLeadsOutputsBack() {
    bench.out(MCR, 0x1b);
    assertEquals(0xb0, bench.in(MSR) & 0xf0);
    bench.out(MCR, 0x10);
    assertEquals(0x0b, bench.in(MSR));
    bench.out(BASE, 'q');
    bench.pass(CHARACTER + 1);
    assertEquals('q', bench.in(BASE));
    assertEquals("", sent.toString());
  }

  @Test
  void aKernelThatLeavesOut2ClearHearsTheInterrupt() {
    bench.out(MCR, 0);
    bench.out(IER, 0x02);
    assertTrue(line);
    bench.out(MCR, 0x10);
    assertFalse(line);
  }

  @Test
  void theScratchRegisterKeepsItsByte() {
    bench.out(BASE + 7, 0x5a);
    assertEquals(0x5a, bench.in(BASE + 7));
  }

  @Test
  void theStateIsSaved() {
    bench.out(IIR, 0xc7);
    bench.out(IER, 0x03);
    for (int i = 0; i < 20; i++) {
      uart.receive('a' + i);
    }
    bench.pass(5 * CHARACTER + 7);
    for (int i = 0; i < 20; i++) {
      bench.out(BASE, 'A' + i);
    }
    bench.pass(3);
    byte[] saved = bench.save(uart);
    bench.pass(9 * CHARACTER);
    String expected = bench.state(uart);
    bench.in(BASE);
    bench.out(BASE, '!');
    bench.load(saved, uart);
    bench.pass(9 * CHARACTER);
    assertEquals(expected, bench.state(uart));
  }

  @Test
  void roomIsToldBeforeInputIsLost() {
    int room = uart.room();
    for (int i = 0; i < room; i++) {
      assertTrue(uart.room() > 0);
      uart.receive('x');
    }
    assertEquals(0, uart.room());
  }
}
