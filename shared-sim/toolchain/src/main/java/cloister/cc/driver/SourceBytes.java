package cloister.cc.driver;

import cloister.codec.Utf8;
import java.util.Arrays;

/**
 * Sources as characters that keep every byte: what is no UTF-8 becomes half a character, U+DC80 to
 * U+DCFF, of which strings make the byte again.
 */
public final class SourceBytes {
  private static final char ESCAPED = 0xDC00;

  private SourceBytes() {}

  public static String decode(byte[] bytes) {
    int plain = 0;
    while (plain < bytes.length && bytes[plain] >= 0) {
      plain++;
    }
    StringBuilder text = new StringBuilder(bytes.length);
    for (int i = 0; i < plain; i++) {
      text.append((char) bytes[i]);
    }
    for (int i = plain; i < bytes.length; ) {
      int length = characterLength(bytes, i);
      if (length == 0) {
        text.append((char) (ESCAPED | bytes[i++] & 0xFF));
      } else {
        text.appendCodePoint(codePoint(bytes, i, length));
        i += length;
      }
    }
    return text.toString();
  }

  /** The bytes of the character at an index; 0 when it is none, or not the shortest form of it. */
  private static int characterLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first > 0xF4 || at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int point = length < 3 ? first : codePoint(bytes, at, length);
    boolean surrogate = point >= 0xD800 && point < 0xE000;
    boolean shortest = length < 3 || point >= (length == 3 ? 0x800 : 0x10000);
    return surrogate || !shortest || point > 0x10FFFF ? 0 : length;
  }

  private static int codePoint(byte[] bytes, int at, int length) {
    int point = length == 1 ? bytes[at] : bytes[at] & 0x7F >> length;
    for (int i = 1; i < length; i++) {
      point = point << 6 | bytes[at + i] & 0x3F;
    }
    return point;
  }

  public static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int length = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half = c >= 0xDC80 && c <= 0xDCFF;
      if (half && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
        length = append(Utf8.encode(text.substring(from, i)), bytes, length);
        bytes[length++] = (byte) c;
        from = i + 1;
      }
    }
    length = append(Utf8.encode(text.substring(from)), bytes, length);
    return Arrays.copyOf(bytes, length);
  }

  private static int append(byte[] part, byte[] bytes, int length) {
    System.arraycopy(part, 0, bytes, length, part.length);
    return length + part.length;
  }
}
