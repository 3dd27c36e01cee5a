package cloister.device.textscreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.device.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextScreenTest {
  private static final int TEXT = 0xb8000;

  private final Workbench bench = new Workbench();
  private final Memory memory = new Memory(1 << 20);
  private final TextScreen screen = new TextScreen(bench.clock);

  @BeforeEach
  void connect() {
    screen.connect(bench.ports, memory);
  }

  private void set(int indexPort, int index, int value) {
    bench.out(indexPort, index);
    bench.out(indexPort + 1, value);
  }

  private void print(int cell, String text) {
    for (int i = 0; i < text.length(); i++) {
      memory.write16(TEXT + 2 * (cell + i), 0x0700 | text.charAt(i));
    }
  }

  @Test
  void cellsAreLinesOfText() {
    print(0, "Hello,");
    print(80 + 4, "world\u00db");
    assertEquals(25, screen.lines().size());
    assertEquals("Hello,", screen.lines().get(0));
    assertEquals("    world.", screen.lines().get(1));
    assertEquals("", screen.lines().get(2));
    assertEquals(7, screen.attribute(0, 0));
    assertEquals(0x0748, memory.read16(TEXT));
  }

  @Test
  void theStartAddressScrolls() {
    print(80, "second");
    set(0x3d4, 0x0d, 80);
    assertEquals("second", screen.lines().getFirst());
  }

  @Test
  void theCursorIsWhereItWasSet() {
    set(0x3d4, 0x0e, 0);
    set(0x3d4, 0x0f, 170);
    assertEquals(2, screen.cursorRow());
    assertEquals(10, screen.cursorColumn());
    assertTrue(screen.cursorVisible());
    set(0x3d4, 0x0a, 0x20);
    assertFalse(screen.cursorVisible());
  }

  @Test
  void theFirstRegistersOfTheCrtcCanBeGuarded() {
    set(0x3d4, 0x11, 0x80);
    set(0x3d4, 0x01, 39);
    assertEquals(80, screen.columns());
    set(0x3d4, 0x11, 0);
    set(0x3d4, 0x01, 39);
    assertEquals(40, screen.columns());
  }

  @Test
  void theFontIsReachedThroughItsPlaneAndLeavesTheTextAlone() {
    print(0, "AB");
    set(0x3c4, 2, 4);
    set(0x3c4, 4, 7);
    set(0x3ce, 4, 2);
    set(0x3ce, 5, 0);
    set(0x3ce, 6, 0x04);
    memory.write8(0xa0000, 0x3c);
    memory.write8(0xa0001, 0x66);
    assertEquals(0x663c, memory.read16(0xa0000));
    assertEquals(0xff, memory.read8(TEXT));
    set(0x3c4, 2, 3);
    set(0x3c4, 4, 3);
    set(0x3ce, 4, 0);
    set(0x3ce, 5, 0x10);
    set(0x3ce, 6, 0x0e);
    assertEquals("AB", screen.lines().getFirst());
  }

  @Test
  void theWriteModesOfThePlanesAreThere() {
    set(0x3c4, 2, 15);
    set(0x3c4, 4, 6);
    set(0x3ce, 5, 0);
    set(0x3ce, 6, 0x05);
    assertFalse(screen.isText());
    set(0x3ce, 8, 0x0f);
    set(0x3ce, 5, 2);
    memory.write8(0xa0000, 0b0101);
    set(0x3ce, 4, 2);
    assertEquals(0x0f, memory.read8(0xa0000));
    set(0x3ce, 4, 1);
    assertEquals(0, memory.read8(0xa0000));
    set(0x3ce, 5, 1);
    memory.write8(0xa0010, 0);
    set(0x3ce, 5, 8);
    set(0x3ce, 2, 0b0101);
    set(0x3ce, 7, 15);
    assertEquals(0x0f, memory.read8(0xa0010));
    set(0x3ce, 8, 0xff);
    set(0x3ce, 3, 0x18);
    set(0x3ce, 5, 0);
    memory.read8(0xa0010);
    memory.write8(0xa0010, 0xff);
    set(0x3ce, 4, 0);
    assertEquals(0xf0, memory.read8(0xa0010));
  }

  @Test
  void thePaletteAndTheAttributesKeepWhatIsWritten() {
    bench.out(0x3c8, 5);
    bench.out(0x3c9, 1);
    bench.out(0x3c9, 2);
    bench.out(0x3c9, 0xff);
    bench.out(0x3c7, 5);
    assertEquals(1, bench.in(0x3c9));
    assertEquals(2, bench.in(0x3c9));
    assertEquals(0x3f, bench.in(0x3c9));
    bench.in(0x3da);
    bench.out(0x3c0, 0x10);
    bench.out(0x3c0, 0x0c);
    bench.out(0x3c0, 0x30);
    bench.in(0x3da);
    bench.out(0x3c0, 0x10);
    assertEquals(0x0c, bench.in(0x3c1));
  }

  @Test
  void theRetraceComesSeventyTimesASecond() {
    int begun = 0;
    boolean before = false;
    for (int i = 0; i < 100_000; i++) {
      bench.pass(10);
      boolean retrace = (bench.in(0x3da) & 8) != 0;
      begun += retrace && !before ? 1 : 0;
      before = retrace;
    }
    assertEquals(70, begun, 1);
  }

  @Test
  void monochromePortsAnswerOnlyWhenChosen() {
    assertEquals(0xff, bench.in(0x3b5));
    bench.out(0x3c2, 0x66);
    set(0x3b4, 0x0f, 0x21);
    assertEquals(0x21, bench.in(0x3b5));
    assertEquals(0xff, bench.in(0x3d5));
  }

  @Test
  void theStateIsSaved() {
    print(3, "kept");
    set(0x3d4, 0x0f, 9);
    byte[] saved = bench.save(screen);
    print(3, "lost");
    set(0x3d4, 0x0f, 10);
    bench.load(saved, screen);
    assertEquals("   kept", screen.lines().getFirst());
    assertEquals(9, screen.cursorColumn());
  }
}
