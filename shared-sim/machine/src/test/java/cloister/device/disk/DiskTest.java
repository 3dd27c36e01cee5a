package cloister.device.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import cloister.device.ide.Channel;
import cloister.device.ide.TestMedium;
import cloister.event.Event;
import cloister.event.EventSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiskTest {
  private static final int BASE = 0x1f0;
  private static final int CONTROL = 0x3f6;
  private static final int SECTORS = 20_160;
  private static final int BUSY_TICKS = 60;

  private final Workbench bench = new Workbench();
  private boolean line;
  private int interrupts;
  private String lastEvent = "";
  private final Channel channel =
      new Channel(
          0,
          bench.clock,
          high -> {
            interrupts += high && !line ? 1 : 0;
            line = high;
          },
          new EventSink() {
            @Override
            public boolean listening() {
              return true;
            }

            @Override
            public void accept(Event event) {
              lastEvent = event.toString();
            }
          });

  @BeforeEach
  void connect() {
    channel.attach(0, new Disk(new TestMedium(SECTORS)));
    channel.connect(bench.ports, BASE, CONTROL);
  }

  private void command(int command, int sector, int count) {
    bench.out(BASE + 2, count);
    bench.out(BASE + 3, sector);
    bench.out(BASE + 4, sector >>> 8);
    bench.out(BASE + 5, sector >>> 16);
    bench.out(BASE + 6, 0xe0 | sector >>> 24);
    bench.out(BASE + 7, command);
  }

  private int status() {
    return bench.in(BASE + 7);
  }

  private int word() {
    return bench.ports.read(BASE, 2);
  }

  private void expectSector(int sector) {
    for (int i = 0; i < 512; i += 2) {
      int expected = TestMedium.byteAt(sector, i) | TestMedium.byteAt(sector, i + 1) << 8;
      assertEquals(expected, word(), "sector " + sector + " byte " + i);
    }
  }

  private void give(int value) {
    for (int i = 0; i < 256; i++) {
      bench.ports.write(BASE, 2, value);
    }
  }

  @Test
  void eachSectorOfAReadIsABlockWithAnInterrupt() {
    command(0x20, 100, 2);
    assertEquals(0x80, status());
    assertEquals("DriveCommanded[drive=0, command=32, sector=100, count=2]", lastEvent);
    bench.pass(BUSY_TICKS);
    assertTrue(line);
    assertEquals(0x58, status());
    assertFalse(line);
    expectSector(100);
    assertEquals(0x80, status());
    bench.pass(BUSY_TICKS);
    expectSector(101);
    bench.pass(BUSY_TICKS);
    assertEquals(0x50, status());
    assertEquals(2, interrupts);
  }

  @Test
  void whatIsWrittenIsReadBackAndTheMediumStays() {
    command(0x30, 7, 1);
    bench.pass(BUSY_TICKS);
    assertEquals(0, interrupts);
    assertEquals(0x58, status());
    give(0xbeef);
    bench.pass(BUSY_TICKS);
    assertTrue(line);
    assertEquals(0x50, status());
    command(0x20, 7, 1);
    bench.pass(BUSY_TICKS);
    assertEquals(0xbeef, word());
  }

  @Test
  void aDriverNeedNotWaitBeforeItsFirstSector() {
    command(0x30, 7, 2);
    assertEquals(0x58, status());
    assertEquals(0, interrupts);
    give(0x1234);
    assertEquals(0x80, status());
    bench.pass(BUSY_TICKS);
    assertEquals(1, interrupts);
    assertEquals(0x58, status());
    give(0x5678);
    bench.pass(BUSY_TICKS);
    assertEquals(2, interrupts);
    command(0x20, 8, 1);
    bench.pass(BUSY_TICKS);
    assertEquals(0x5678, word());
  }

  @Test
  void multipleSectorsMakeOneBlock() {
    command(0xc4, 0, 1);
    bench.pass(BUSY_TICKS);
    assertEquals(0x51, status());
    command(0xc6, 0, 4);
    bench.pass(BUSY_TICKS);
    interrupts = 0;
    command(0xc4, 50, 6);
    bench.pass(BUSY_TICKS);
    for (int i = 0; i < 4; i++) {
      expectSector(50 + i);
    }
    status();
    bench.pass(BUSY_TICKS);
    expectSector(54);
    expectSector(55);
    status();
    assertEquals(2, interrupts);
  }

  @Test
  void aCylinderHeadSectorAddressIsTranslated() {
    bench.out(BASE + 2, 1);
    bench.out(BASE + 3, 5);
    bench.out(BASE + 4, 2);
    bench.out(BASE + 5, 0);
    bench.out(BASE + 6, 0xa3);
    bench.out(BASE + 7, 0x20);
    bench.pass(BUSY_TICKS);
    expectSector((2 * 16 + 3) * 63 + 4);
  }

  @Test
  void fortyEightBitAddressesUseEachRegisterTwice() {
    for (int value : new int[] {0, 0, 0, 1}) {
      bench.out(BASE + 2, value);
    }
    bench.out(BASE + 3, 0);
    bench.out(BASE + 3, 0x34);
    bench.out(BASE + 4, 0);
    bench.out(BASE + 4, 0x12);
    bench.out(BASE + 5, 0);
    bench.out(BASE + 5, 0);
    bench.out(BASE + 6, 0x40);
    bench.out(BASE + 7, 0x24);
    bench.pass(BUSY_TICKS);
    expectSector(0x1234);
  }

  @Test
  void aSectorBeyondTheEndIsNotFound() {
    command(0x20, SECTORS - 1, 2);
    bench.pass(BUSY_TICKS);
    assertEquals(0x51, status());
    assertEquals(0x10, bench.in(BASE + 1));
  }

  @Test
  void anUnknownCommandIsAborted() {
    command(0xc8, 0, 1);
    bench.pass(BUSY_TICKS);
    assertEquals(0x51, status());
    assertEquals(0x04, bench.in(BASE + 1));
  }

  @Test
  void aTrackWithoutSectorsIsRefused() {
    command(0x91, 0, 0);
    bench.pass(BUSY_TICKS);
    assertEquals(0x51, status());
  }

  @Test
  void identifyDescribesTheDisk() {
    command(0xec, 0, 0);
    bench.pass(BUSY_TICKS);
    int[] words = new int[256];
    for (int i = 0; i < words.length; i++) {
      words[i] = word();
    }
    assertEquals(20, words[1]);
    assertEquals(16, words[3]);
    assertEquals(63, words[6]);
    assertEquals('C' << 8 | 'L', words[27]);
    assertEquals(SECTORS, words[60] | words[61] << 16);
    assertEquals(SECTORS, words[100] | words[101] << 16);
    assertEquals(0, words[88]);
  }

  @Test
  void theInterruptCanBeHeldBack() {
    bench.out(CONTROL, 2);
    command(0x20, 0, 1);
    bench.pass(BUSY_TICKS);
    assertFalse(line);
    assertEquals(0x58, bench.in(CONTROL));
  }

  @Test
  void aResetLeavesTheSignatureOfADisk() {
    command(0x20, 9, 1);
    bench.out(CONTROL, 4);
    assertEquals(0x80, bench.in(CONTROL));
    bench.out(CONTROL, 0);
    assertEquals(0x50, status());
    assertEquals(1, bench.in(BASE + 2));
    assertEquals(1, bench.in(BASE + 3));
    assertEquals(0, bench.in(BASE + 4) | bench.in(BASE + 5));
    bench.pass(BUSY_TICKS);
    assertFalse(line);
  }

  @Test
  void anAbsentSlaveHasNoStatus() {
    bench.out(BASE + 6, 0xb0);
    assertEquals(0, status());
    bench.out(BASE + 7, 0xec);
    bench.pass(BUSY_TICKS);
    assertEquals(0, status());
  }

  @Test
  void anEmptyChannelIsAnOpenBus() {
    Channel empty = new Channel(1, bench.clock, high -> {}, EventSink.NONE);
    empty.connect(bench.ports, 0x170, 0x376);
    bench.out(0x172, 0x55);
    assertEquals(0xff, bench.in(0x172));
    assertEquals(0xff, bench.in(0x177));
    assertEquals(0xff, bench.in(0x376));
  }

  @Test
  void theStateIsSaved() {
    command(0x30, 7, 2);
    bench.pass(BUSY_TICKS);
    give(0x1111);
    bench.pass(10);
    byte[] saved = bench.save(channel);
    bench.pass(BUSY_TICKS);
    give(0x2222);
    bench.pass(BUSY_TICKS);
    String expected = bench.state(channel);
    give(0x3333);
    bench.load(saved, channel);
    bench.pass(BUSY_TICKS);
    give(0x2222);
    bench.pass(BUSY_TICKS);
    assertEquals(expected, bench.state(channel));
  }

  @Test
  void theLastBlockOfAReadEndsTheCommandAtOnce() {
    command(0xec, 0, 0);
    bench.pass(BUSY_TICKS);
    for (int i = 0; i < 256; i++) {
      word();
    }
    assertEquals(0x50, status());
    bench.out(BASE + 6, 0xb0);
    bench.pass(BUSY_TICKS);
    assertEquals(0, status());
  }

  @Test
  void aBusyDriveKeepsItsRegisters() {
    command(0x20, 100, 1);
    bench.out(BASE + 6, 0xb0);
    bench.out(BASE + 3, 9);
    bench.pass(BUSY_TICKS);
    expectSector(100);
  }

  @Test
  void aDriveThatWorksIsLeftAloneByTheOther() {
    channel.attach(1, new Disk(new TestMedium(SECTORS)));
    bench.out(BASE + 6, 0xf0);
    bench.out(BASE + 2, 1);
    bench.out(BASE + 7, 0x20);
    bench.out(BASE + 6, 0xe0);
    bench.pass(BUSY_TICKS);
    assertEquals(0x58, status());
    bench.out(BASE + 6, 0xe0);
    assertEquals(0x50, status());
  }

  @Test
  void bothDrivesDiagnoseThemselvesAndTheFirstAnswers() {
    channel.attach(1, new Disk(new TestMedium(SECTORS)));
    for (int device : new int[] {0xe0, 0xf0}) {
      bench.out(BASE + 6, device);
      bench.out(BASE + 2, 77);
    }
    bench.out(BASE + 7, 0x90);
    assertEquals(0x80, status());
    bench.pass(BUSY_TICKS);
    assertEquals(0xa0, bench.in(BASE + 6));
    for (int device : new int[] {0xe0, 0xf0}) {
      bench.out(BASE + 6, device);
      assertEquals(0x50, status());
      assertEquals(1, bench.in(BASE + 1));
      assertEquals(1, bench.in(BASE + 2));
    }
    assertEquals(1, interrupts);
  }

  @Test
  void aMissingSecondDriveDoesNotKeepTheFirstFromDiagnosing() {
    bench.out(BASE + 6, 0xf0);
    bench.out(BASE + 2, 77);
    bench.out(BASE + 7, 0x90);
    bench.pass(BUSY_TICKS);
    assertEquals(0x50, status());
    assertEquals(1, bench.in(BASE + 2));
  }

  @Test
  void identifyTellsTheCurrentGeometry() {
    bench.out(BASE + 2, 32);
    bench.out(BASE + 6, 0xa7);
    bench.out(BASE + 7, 0x91);
    bench.pass(BUSY_TICKS);
    command(0xec, 0, 0);
    bench.pass(BUSY_TICKS);
    int[] words = new int[256];
    for (int i = 0; i < words.length; i++) {
      words[i] = word();
    }
    assertEquals(16, words[3]);
    assertEquals(SECTORS / 256, words[54]);
    assertEquals(8, words[55]);
    assertEquals(32, words[56]);
    assertEquals(SECTORS / 256 * 256, words[57] | words[58] << 16);
  }
}
