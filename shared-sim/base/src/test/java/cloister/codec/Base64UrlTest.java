package cloister.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class Base64UrlTest {
  @Test
  void agreesWithTheJdk() {
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i * 57 + 200);
      }
      String text = Base64Url.encode(bytes);
      assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), text);
      assertArrayEquals(bytes, Base64Url.decode(text).orElseThrow());
    }
  }

  @Test
  void refusesOtherText() {
    for (String text : new String[] {"A", "AB+/", "AA==", "AB CD", "A\u00e9AA", "AB"}) {
      assertTrue(Base64Url.decode(text).isEmpty(), text);
    }
  }
}
