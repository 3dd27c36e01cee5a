package cloister.device.cd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.device.Workbench;
import cloister.device.ide.Channel;
import cloister.device.ide.TestMedium;
import cloister.event.EventSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CdTest {
  private static final int BASE = 0x170;
  private static final int BUSY_TICKS = 60;

  private final Workbench bench = new Workbench();
  private final Channel channel = new Channel(1, bench.clock, high -> {}, EventSink.NONE);

  @BeforeEach
  void connect() {
    channel.attach(0, new Cd(new TestMedium(4000)));
    channel.connect(bench.ports, BASE, 0x376);
  }

  private void packet(int limit, int... bytes) {
    bench.out(BASE + 6, 0xa0);
    bench.out(BASE + 4, limit);
    bench.out(BASE + 5, limit >>> 8);
    bench.out(BASE + 7, 0xa0);
    bench.pass(BUSY_TICKS);
    assertEquals(1, bench.in(BASE + 2));
    for (int i = 0; i < 12; i += 2) {
      int low = i < bytes.length ? bytes[i] : 0;
      int high = i + 1 < bytes.length ? bytes[i + 1] : 0;
      bench.ports.write(BASE, 2, low | high << 8);
    }
    bench.pass(BUSY_TICKS);
  }

  private int status() {
    return bench.in(BASE + 7);
  }

  private int offered() {
    assertEquals(0x58, status());
    assertEquals(2, bench.in(BASE + 2));
    return bench.in(BASE + 4) | bench.in(BASE + 5) << 8;
  }

  private int[] take() {
    int[] bytes = new int[offered()];
    for (int i = 0; i < bytes.length; i += 2) {
      int word = bench.ports.read(BASE, 2);
      bytes[i] = word & 0xff;
      if (i + 1 < bytes.length) {
        bytes[i + 1] = word >>> 8;
      }
    }
    bench.pass(BUSY_TICKS);
    return bytes;
  }

  private void expectEnd() {
    assertEquals(0x50, status());
    assertEquals(3, bench.in(BASE + 2));
  }

  @Test
  void theSignatureIsThatOfAPacketDevice() {
    assertEquals(0x14, bench.in(BASE + 4));
    assertEquals(0xeb, bench.in(BASE + 5));
    bench.out(BASE + 7, 0xec);
    bench.pass(BUSY_TICKS);
    assertEquals(0x51, status());
    assertEquals(0x14, bench.in(BASE + 4));
  }

  @Test
  void aReadComesInBlocksThatTheHostCanTake() {
    packet(4096, 0x28, 0, 0, 0, 0, 5, 0, 0, 3);
    int[] first = take();
    assertEquals(4096, first.length);
    assertEquals(TestMedium.byteAt(20, 0), first[0]);
    assertEquals(TestMedium.byteAt(24, 511), first[2048 + 511]);
    int[] second = take();
    assertEquals(2048, second.length);
    assertEquals(TestMedium.byteAt(28, 3), second[3]);
    expectEnd();
  }

  @Test
  void aReadBeyondTheEndIsRefusedAndExplained() {
    packet(0xfffe, 0x28, 0, 0, 0, 0x03, 0xe8, 0, 0, 1);
    assertEquals(0x51, status());
    assertEquals(0x54, bench.in(BASE + 1));
    packet(0xfffe, 0x03, 0, 0, 0, 18);
    int[] sense = take();
    assertEquals(5, sense[2]);
    assertEquals(0x21, sense[12]);
    expectEnd();
  }

  @Test
  void inquiryCapacityAndContentsDescribeTheDisc() {
    packet(0xfffe, 0x12, 0, 0, 0, 36);
    assertEquals(5, take()[0]);
    expectEnd();
    packet(0xfffe, 0x25);
    int[] capacity = take();
    assertEquals(999, capacity[2] << 8 | capacity[3]);
    assertEquals(0x08, capacity[6]);
    packet(0xfffe, 0x43, 2, 0, 0, 0, 0, 0, 0, 20);
    int[] contents = take();
    assertEquals(2, contents[10]);
    assertEquals(0xaa, contents[14]);
    assertEquals(25, contents[19]);
  }

  @Test
  void aShortAnswerIsCutToWhatWasAskedFor() {
    packet(0xfffe, 0x12, 0, 0, 0, 5);
    assertEquals(5, take().length);
    expectEnd();
  }

  @Test
  void commandsWithoutDataJustSucceed() {
    packet(0xfffe, 0x00);
    expectEnd();
    packet(0xfffe, 0xbe);
    assertEquals(0x51, status());
  }

  @Test
  void theDriveIdentifies() {
    bench.out(BASE + 7, 0xa1);
    bench.pass(BUSY_TICKS);
    assertEquals(0x85c0, bench.ports.read(BASE, 2));
    for (int i = 1; i < 256; i++) {
      bench.ports.read(BASE, 2);
    }
    bench.pass(BUSY_TICKS);
    assertEquals(0x50, status());
  }

  @Test
  void theStateIsSaved() {
    packet(2048, 0x28, 0, 0, 0, 0, 5, 0, 0, 2);
    byte[] saved = bench.save(channel);
    take();
    String expected = bench.state(channel);
    packet(2048, 0);
    bench.load(saved, channel);
    take();
    assertEquals(expected, bench.state(channel));
  }

  @Test
  void deviceResetIsObeyedWhileBusy() {
    bench.out(BASE + 6, 0xa0);
    bench.out(BASE + 7, 0xa1);
    bench.out(BASE + 7, 0xec);
    bench.out(BASE + 7, 0x08);
    bench.pass(BUSY_TICKS);
    assertEquals(0, status());
    assertEquals(1, bench.in(BASE + 1));
    assertEquals(0x14, bench.in(BASE + 4));
  }

  @Test
  void deviceResetDoesNotEndAResetOfTheChannel() {
    bench.out(0x376, 4);
    bench.out(BASE + 7, 0x08);
    bench.pass(BUSY_TICKS);
    assertEquals(0x80, status());
  }

  @Test
  void aSmallLimitDividesASector() {
    packet(1500, 0x28, 0, 0, 0, 0, 5, 0, 0, 2);
    int[] sizes = {1500, 548, 1500, 548};
    int at = 0;
    for (int size : sizes) {
      int[] part = take();
      assertEquals(size, part.length);
      for (int value : part) {
        assertEquals(TestMedium.byteAt(20 + at / 512, at % 512), value);
        at++;
      }
    }
    expectEnd();
  }
}
