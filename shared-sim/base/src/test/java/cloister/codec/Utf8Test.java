package cloister.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void writesAndReadsWhatJavaDoes() {
    Random random = new Random(5);
    int[] most = {0x80, 0x800, 0xd800, 0x10000, 0x110000};
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        int c = random.nextInt(most[random.nextInt(most.length)]);
        text.appendCodePoint(c);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(bytes, Utf8.encode(text.toString()));
      assertEquals(new String(bytes, StandardCharsets.UTF_8), Utf8.decode(bytes));
    }
  }

  @Test
  void whatIsNoCharacterIsReplaced() {
    assertArrayEquals(new byte[] {'a', '?', 'b'}, Utf8.encode("a\ud800b"));
    for (byte[] bytes :
        new byte[][] {
          {(byte) 0x80},
          {(byte) 0xc0, (byte) 0x80},
          {(byte) 0xe2, (byte) 0x82},
          {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          {(byte) 0xff},
          {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
        }) {
      assertEquals("\ufffd", Utf8.decode(bytes));
    }
    assertEquals("\ufffdA", Utf8.decode(new byte[] {(byte) 0xe2, 'A'}));
  }
}
