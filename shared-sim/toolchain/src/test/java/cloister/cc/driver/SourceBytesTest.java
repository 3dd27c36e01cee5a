package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Utf8;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "61",
        "e9",
        "61e962",
        "c3a9",
        "c3",
        "c0af",
        "e0809f",
        "eda080",
        "f09f9880",
        "f09f98",
        "f4908080",
        "f8ff80",
        "f09f9880e9f09f9880"
      })
  void everyByteComesBack(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, SourceBytes.encode(SourceBytes.decode(bytes)));
  }

  @ParameterizedTest
  @CsvSource({"c3a9, 1", "e9, 1", "c0af, 2", "eda080, 3", "f09f9880, 2", "f4908080, 4"})
  void whatIsNoUtf8IsAByteEach(String hex, int characters) {
    assertEquals(characters, SourceBytes.decode(HexFormat.of().parseHex(hex)).length());
  }

  @Test
  void charactersAreTheirs() {
    String text = "a\u00E9\u20AC\uD83D\uDE00";
    assertEquals(text, SourceBytes.decode(Utf8.encode(text)));
  }
}
