package cloister.device.pit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import cloister.event.EventSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PitTest {
  private final Workbench bench = new Workbench();
  private boolean line;
  private int rises;
  private final Pit pit =
      new Pit(
          bench.clock,
          high -> {
            rises += high && !line ? 1 : 0;
            line = high;
          },
          EventSink.NONE);

  @BeforeEach
  void connect() {
    pit.connect(bench.ports);
  }

  private void program(int channel, int control, int count) {
    bench.out(0x43, channel << 6 | 0x30 | control);
    bench.out(0x40 + channel, count & 0xff);
    bench.out(0x40 + channel, count >>> 8);
  }

  private int count(int channel) {
    bench.out(0x43, channel << 6);
    return bench.in(0x40 + channel) | bench.in(0x40 + channel) << 8;
  }

  @Test
  void theRateGeneratorTicksEighteenTimesASecond() {
    program(0, 2 << 1, 0);
    rises = 0;
    bench.pass(10 * Workbench.TICKS_PER_SECOND);
    assertEquals(182, rises);
  }

  @Test
  void theSquareWaveIsHighForHalfItsPeriod() {
    program(0, 3 << 1, 11_932);
    rises = 0;
    int high = 0;
    for (int i = 0; i < 1000; i++) {
      bench.pass(101);
      high += line ? 1 : 0;
    }
    assertEquals(10, rises);
    assertTrue(Math.abs(high - 500) < 10, high + " of 1000");
  }

  @Test
  void theSpeakersSquareIsReadAtPort61() {
    bench.out(0x61, 1);
    program(2, 3 << 1, 11_932);
    int high = 0;
    for (int i = 0; i < 1000; i++) {
      bench.pass(101);
      high += bench.in(0x61) >>> 5 & 1;
    }
    assertTrue(Math.abs(high - 500) < 10, high + " of 1000");
  }

  @Test
  void theInterruptOnTerminalCountComesOnce() {
    program(0, 0, 1193);
    assertFalse(line);
    bench.pass(990);
    assertFalse(line);
    bench.pass(20);
    assertTrue(line);
    bench.pass(100_000);
    assertEquals(1, rises);
  }

  @Test
  void aLatchedCountStaysUntilItIsRead() {
    program(0, 2 << 1, 50_000);
    bench.pass(1000);
    bench.out(0x43, 0);
    bench.pass(5000);
    int latched = bench.in(0x40) | bench.in(0x40) << 8;
    assertEquals(50_000 - 1193, latched, 2);
    int now = bench.in(0x40) | bench.in(0x40) << 8;
    assertEquals(50_000 - 7159, now, 2);
  }

  @Test
  void aNewRateBeginsWithTheNextPeriod() {
    program(0, 2 << 1, 11_932);
    bench.pass(5000);
    rises = 0;
    bench.out(0x40, 0x54);
    bench.out(0x40, 0x02);
    bench.pass(4000);
    assertEquals(0, rises);
    bench.pass(2000);
    assertTrue(rises >= 2, rises + " rises");
  }

  @Test
  void readBackGivesStatusAndThenCount() {
    program(0, 2 << 1, 0x1234);
    bench.out(0x43, 0xc2);
    assertEquals(0xb4, bench.in(0x40));
    int count = bench.in(0x40) | bench.in(0x40) << 8;
    assertEquals(0x1234, count);
    bench.out(0x43, 0x36);
    bench.out(0x43, 0xe2);
    assertEquals(0x40, bench.in(0x40) & 0x40);
  }

  @Test
  void decimalCountsGoFromNineThousandNineHundredNinetyNine() {
    program(0, 2 << 1 | 1, 0);
    bench.pass(9);
    assertEquals(0x9990, count(0), 1);
  }

  @Test
  void theGateOfCounterTwoIsAtPort61() {
    bench.out(0x61, 0);
    program(2, 0, 1193);
    bench.pass(5000);
    assertEquals(0, bench.in(0x61) & 0x20);
    bench.out(0x61, 1);
    bench.pass(500);
    bench.out(0x61, 0);
    bench.pass(5000);
    assertEquals(0, bench.in(0x61) & 0x20);
    bench.out(0x61, 1);
    bench.pass(600);
    assertEquals(0x20, bench.in(0x61) & 0x20);
  }

  @Test
  void aOneShotStartsWithItsGate() {
    bench.out(0x61, 0);
    program(2, 1 << 1, 1193);
    assertEquals(0x20, bench.in(0x61) & 0x20);
    bench.out(0x61, 1);
    assertEquals(0, bench.in(0x61) & 0x20);
    bench.pass(1100);
    assertEquals(0x20, bench.in(0x61) & 0x20);
  }

  @Test
  void theStrobeIsOneCycleLong() {
    bench.out(0x61, 1);
    program(2, 4 << 1, 10);
    int low = 0;
    for (int i = 0; i < 40; i++) {
      bench.pass(1);
      low += (bench.in(0x61) & 0x20) == 0 ? 1 : 0;
    }
    assertEquals(1, low);
  }

  @Test
  void theRefreshBitToggles() {
    int before = bench.in(0x61) & 0x10;
    bench.pass(16);
    assertEquals(before ^ 0x10, bench.in(0x61) & 0x10);
  }

  @Test
  void theStateIsSaved() {
    program(0, 2 << 1, 11_932);
    program(2, 3 << 1, 2000);
    bench.pass(12_345);
    byte[] saved = bench.save(pit);
    bench.pass(33_333);
    String expected = bench.state(pit);
    program(0, 0, 7);
    bench.pass(100);
    bench.load(saved, pit);
    bench.pass(33_333);
    assertEquals(expected, bench.state(pit));
  }

  private int status(int channel) {
    bench.out(0x43, 0xe0 | 2 << channel);
    return bench.in(0x40 + channel);
  }

  @Test
  void aRunningPulseKeepsItsCountUntilTheNextTrigger() {
    program(2, 1 << 1, 1193);
    assertEquals(0x40, status(2) & 0x40);
    bench.out(0x61, 1);
    assertEquals(0, status(2) & 0xc0);
    bench.pass(500);
    bench.out(0x42, 0x00);
    bench.out(0x42, 0x40);
    assertEquals(0x40, status(2) & 0xc0);
    bench.pass(600);
    assertEquals(0xc0, status(2) & 0xc0);
    bench.out(0x61, 0);
    bench.out(0x61, 1);
    assertEquals(0, status(2) & 0xc0);
    bench.pass(5000);
    assertEquals(0, status(2) & 0x80);
  }

  @Test
  void theStatusSaysThatACountIsPending() {
    program(0, 2 << 1, 11_932);
    assertEquals(0, status(0) & 0x40);
    bench.pass(100);
    bench.out(0x40, 0x00);
    bench.out(0x40, 0x10);
    assertEquals(0x40, status(0) & 0x40);
    bench.pass(10_000);
    assertEquals(0, status(0) & 0x40);
  }

  @Test
  void aTriggerBeforeTheCountStartsNothing() {
    bench.out(0x43, 2 << 6 | 0x30 | 1 << 1);
    bench.out(0x61, 1);
    bench.out(0x42, 0x00);
    bench.out(0x42, 0x10);
    assertEquals(0xc0, status(2) & 0xc0);
    bench.out(0x61, 0);
    bench.out(0x61, 1);
    assertEquals(0, status(2) & 0xc0);
  }
}
