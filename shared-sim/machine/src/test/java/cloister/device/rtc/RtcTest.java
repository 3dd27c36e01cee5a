package cloister.device.rtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtcTest {
  private static final int SECOND = Workbench.TICKS_PER_SECOND;

  /** 31 December 2025, 23:59:58, a Wednesday. */
  private static final long START = 1_767_225_598;

  private final Workbench bench = new Workbench();
  private boolean line;
  private int rises;
  private final Rtc rtc =
      new Rtc(
          bench.clock,
          START,
          high -> {
            rises += high && !line ? 1 : 0;
            line = high;
          });

  @BeforeEach
  void connect() {
    rtc.connect(bench.ports);
  }

  private int read(int register) {
    bench.out(0x70, register);
    return bench.in(0x71);
  }

  private void write(int register, int value) {
    bench.out(0x70, register);
    bench.out(0x71, value);
  }

  @Test
  void theTimeGoesOnFromTheStartDate() {
    assertEquals(0x58, read(0));
    assertEquals(0x23, read(4));
    assertEquals(4, read(6));
    bench.pass(2 * SECOND);
    assertEquals(0, read(0) | read(2) | read(4));
    assertEquals(0x01, read(7));
    assertEquals(0x01, read(8));
    assertEquals(0x26, read(9));
    assertEquals(0x20, read(0x32));
  }

  @Test
  void binaryAndTwelveHourFormatsAreThere() {
    write(11, 0x06);
    assertEquals(58, read(0));
    assertEquals(23, read(4));
    write(11, 0x00);
    assertEquals(0x91, read(4));
    bench.pass(2 * SECOND);
    assertEquals(0x12, read(4));
  }

  @Test
  void aTimeThatIsSetGoesOn() {
    write(11, 0x82);
    write(4, 0x12);
    write(2, 0x34);
    write(0, 0x00);
    bench.pass(5 * SECOND);
    assertEquals(0x00, read(0));
    write(11, 0x02);
    bench.pass(SECOND);
    assertEquals(0x12, read(4));
    assertEquals(0x34, read(2));
    assertEquals(0x01, read(0));
  }

  @Test
  void thePeriodicInterruptComesAtItsRate() {
    write(10, 0x26);
    write(11, 0x42);
    for (int i = 0; i < 1000; i++) {
      bench.pass(SECOND / 1000);
      if (line) {
        assertEquals(0xc0, read(12) & 0xc0);
      }
    }
    assertEquals(1000, rises, 30);
    assertFalse(line);
  }

  @Test
  void theInterruptStaysUntilRegisterCIsRead() {
    write(11, 0x12);
    bench.pass(3 * SECOND);
    assertEquals(1, rises);
    assertEquals(0x90, read(12) & 0x90);
    assertEquals(0, read(12) & 0x90);
    bench.pass(SECOND);
    assertEquals(2, rises);
  }

  @Test
  void theAlarmComesAtItsTime() {
    write(1, 0x03);
    write(3, 0x00);
    write(5, 0xff);
    write(11, 0x22);
    bench.pass(4 * SECOND);
    assertEquals(0, rises);
    bench.pass(2 * SECOND);
    assertEquals(1, rises);
    assertEquals(0xa0, read(12) & 0xa0);
  }

  @Test
  void anUpdateIsAnnounced() {
    assertEquals(0, read(10) & 0x80);
    bench.pass(SECOND - 1000);
    assertEquals(0x80, read(10) & 0x80);
    bench.pass(1001);
    assertEquals(0, read(10) & 0x80);
  }

  @Test
  void theRestIsMemory() {
    write(0x40, 0xa5);
    rtc.preset(0x41, 0x5a);
    assertEquals(0xa5, read(0x40));
    assertEquals(0x5a, read(0x41));
    assertEquals(0x80, read(13));
  }

  @Test
  void theStateIsSaved() {
    write(11, 0x52);
    write(0x50, 7);
    bench.pass(1_234_567);
    byte[] saved = bench.save(rtc);
    bench.pass(7_654_321);
    String expected = bench.state(rtc);
    write(11, 0);
    write(4, 1);
    bench.load(saved, rtc);
    bench.pass(7_654_321);
    assertEquals(expected, bench.state(rtc));
    assertTrue(line);
  }

  @Test
  void theRequestGoesWithItsPermission() {
    write(11, 0x42);
    bench.pass(SECOND / 100);
    assertTrue(line);
    write(11, 0x02);
    assertFalse(line);
    assertEquals(0x40, read(12) & 0xc0);
  }

  @Test
  void settingTheTimeSwitchesTheInterruptOfUpdatesOff() {
    write(11, 0x12);
    write(11, 0x92);
    assertEquals(0x82, read(11));
    write(11, 0x02);
    bench.pass(2 * SECOND);
    assertFalse(line);
  }
}
