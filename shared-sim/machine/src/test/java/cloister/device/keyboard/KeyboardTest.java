package cloister.device.keyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyboardTest {
  private static final int DATA = 0x60;
  private static final int COMMAND = 0x64;
  private static final int KEY_A = 0x1c;
  private static final int ARROW_UP = 0x75;

  private final Workbench bench = new Workbench();
  private boolean keyboardLine;
  private boolean mouseLine;
  private boolean line20 = true;
  private int resets;
  private final Keyboard keyboard =
      new Keyboard(
          high -> keyboardLine = high,
          high -> mouseLine = high,
          high -> line20 = high,
          () -> resets++);

  @BeforeEach
  void connect() {
    keyboard.connect(bench.ports);
  }

  private void configure(int value) {
    bench.out(COMMAND, 0x60);
    bench.out(DATA, value);
  }

  /** Everything that waits, in hexadecimal. */
  private String answers() {
    StringBuilder bytes = new StringBuilder();
    while ((bench.in(COMMAND) & 1) != 0) {
      bytes.append(bytes.isEmpty() ? "" : " ").append(Integer.toHexString(bench.in(DATA)));
    }
    return bytes.toString();
  }

  @Test
  void theControllerPassesItsTests() {
    bench.out(COMMAND, 0xaa);
    assertEquals("55", answers());
    assertEquals(0x04, bench.in(COMMAND) & 0x04);
    bench.out(COMMAND, 0xab);
    assertEquals("0", answers());
    bench.out(COMMAND, 0xa9);
    assertEquals("0", answers());
  }

  @Test
  void theConfigurationIsAByteOfItsRam() {
    configure(0x65);
    bench.out(COMMAND, 0x20);
    assertEquals("65", answers());
  }

  @Test
  void theKeyboardIdentifiesAndResets() {
    bench.out(DATA, 0xf2);
    assertEquals("fa ab 83", answers());
    bench.out(DATA, 0xff);
    assertEquals("fa aa", answers());
    bench.out(DATA, 0xee);
    assertEquals("ee", answers());
    bench.out(DATA, 0xed);
    bench.out(DATA, 0x05);
    assertEquals("fa fa", answers());
    assertEquals(5, keyboard.lights());
  }

  @Test
  void keysComeInTheSetThatIsAskedFor() {
    keyboard.key(KEY_A, false, true);
    keyboard.key(KEY_A, false, false);
    assertEquals("1c f0 1c", answers());
    configure(0x40);
    keyboard.key(KEY_A, false, true);
    keyboard.key(KEY_A, false, false);
    keyboard.key(ARROW_UP, true, true);
    keyboard.key(ARROW_UP, true, false);
    assertEquals("1e 9e e0 48 e0 c8", answers());
    configure(0x00);
    bench.out(DATA, 0xf0);
    bench.out(DATA, 0x01);
    keyboard.key(KEY_A, false, false);
    assertEquals("fa fa 9e", answers());
  }

  @Test
  void everyByteIsAnInterruptOfItsOwn() {
    configure(0x41);
    keyboard.key(KEY_A, false, true);
    assertTrue(keyboardLine);
    bench.in(DATA);
    assertFalse(keyboardLine);
    configure(0x40);
    keyboard.key(KEY_A, false, true);
    assertFalse(keyboardLine);
  }

  @Test
  void aDisabledKeyboardKeepsItsKeys() {
    configure(0x40);
    bench.out(COMMAND, 0xad);
    keyboard.key(KEY_A, false, true);
    assertEquals("", answers());
    bench.out(COMMAND, 0xae);
    assertEquals("1e", answers());
  }

  @Test
  void theMouseAnswersOnItsOwnLine() {
    configure(0x42);
    bench.out(COMMAND, 0xd4);
    bench.out(DATA, 0xff);
    assertTrue(mouseLine);
    assertFalse(keyboardLine);
    assertEquals(0x20, bench.in(COMMAND) & 0x20);
    assertEquals("fa aa 0", answers());
    bench.out(COMMAND, 0xd4);
    bench.out(DATA, 0xe9);
    assertEquals("fa 0 2 64", answers());
    bench.out(COMMAND, 0xd3);
    bench.out(DATA, 0x77);
    assertTrue(mouseLine);
  }

  @Test
  void theOutputPortDrivesAddressLine20AndReset() {
    bench.out(COMMAND, 0xd1);
    bench.out(DATA, 0xdd);
    assertFalse(line20);
    bench.out(COMMAND, 0xd0);
    assertEquals("dd", answers());
    bench.out(COMMAND, 0xd1);
    bench.out(DATA, 0xdf);
    assertTrue(line20);
    assertEquals(0, resets);
    bench.out(COMMAND, 0xfe);
    assertEquals(1, resets);
    bench.out(COMMAND, 0xff);
    assertEquals(1, resets);
  }

  @Test
  void aByteCanBePutIntoTheOutputBuffer() {
    configure(0x01);
    bench.out(COMMAND, 0xd2);
    bench.out(DATA, 0x42);
    assertTrue(keyboardLine);
    assertEquals("42", answers());
  }

  @Test
  void theStateIsSaved() {
    configure(0x41);
    keyboard.key(KEY_A, false, true);
    keyboard.key(KEY_A, false, false);
    bench.out(COMMAND, 0xd1);
    bench.out(DATA, 0xdd);
    byte[] saved = bench.save(keyboard);
    answers();
    bench.out(COMMAND, 0xd1);
    bench.out(DATA, 0xdf);
    bench.load(saved, keyboard);
    assertFalse(line20);
    assertEquals("1e 9e", answers());
  }

  @Test
  void anAnswerOfTheControllerWaitsForTheScanCodeBeforeIt() {
    configure(0x41);
    keyboard.key(KEY_A, false, true);
    bench.out(COMMAND, 0xaa);
    bench.out(COMMAND, 0xc0);
    byte[] saved = bench.save(keyboard);
    assertEquals("1e 55 80", answers());
    bench.load(saved, keyboard);
    assertEquals("1e 55 80", answers());
  }

  @Test
  void aFullQueueTakesAllCodesOfAKeyOrNone() {
    configure(0x41);
    for (int i = 0; i < 64; i++) {
      keyboard.key(KEY_A, false, true);
    }
    keyboard.key(KEY_A, false, false);
    assertEquals("1e " + "1e ".repeat(62) + "1e", answers());
    keyboard.key(KEY_A, false, true);
    assertEquals("1e", answers(), "no release code is left over");
    for (int i = 0; i < 64; i++) {
      keyboard.key(KEY_A, false, true);
    }
    keyboard.key(ARROW_UP, true, true);
    assertEquals("1e " + "1e ".repeat(62) + "1e", answers());
  }
}
