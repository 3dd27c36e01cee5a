package cloister.codec;

import java.util.Arrays;

/** Text as UTF-8. The charsets of Java would be a larger part of the download than this. */
public final class Utf8 {
  private static final int REPLACEMENT = 0xfffd;

  private Utf8() {}

  /** Half a character is written as a question mark. */
  public static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int c = isSurrogate(point) ? '?' : point;
      int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      int mark = more == 0 ? 0 : 0xff00 >> more + 1 & 0xff;
      bytes[length++] = (byte) (mark | c >> 6 * more);
      for (int left = more - 1; left >= 0; left--) {
        bytes[length++] = (byte) (0x80 | c >> 6 * left & 0x3f);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** What is no character is read as U+FFFD. */
  public static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; ) {
      int first = bytes[i++] & 0xff;
      int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      int c = more == 0 ? first : first & 0x3f >> more;
      int left = more;
      while (left > 0 && i < bytes.length && (bytes[i] & 0xc0) == 0x80) {
        c = c << 6 | bytes[i++] & 0x3f;
        left--;
      }
      boolean whole = left == 0 && c >= least(more) && c <= 0x10ffff && !isSurrogate(c);
      boolean begins = first < 0x80 || first >= 0xc0 && first < 0xf8;
      text.appendCodePoint(whole && begins ? c : REPLACEMENT);
    }
    return text.toString();
  }

  private static int least(int more) {
    return more == 0 ? 0 : more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
  }

  private static boolean isSurrogate(int c) {
    return c >= 0xd800 && c < 0xe000;
  }
}
