package cloister.codec;

import java.util.Optional;

/** Base 64 with the URL-safe alphabet and without padding (RFC 4648, section 5). */
public final class Base64Url {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 4 + 2) / 3);
    for (int at = 0; at < bytes.length; at += 3) {
      int count = Math.min(3, bytes.length - at);
      int group = 0;
      for (int i = 0; i < 3; i++) {
        group = group << 8 | (i < count ? bytes[at + i] & 0xff : 0);
      }
      for (int i = 0; i <= count; i++) {
        text.append(ALPHABET.charAt(group >>> 18 - 6 * i & 63));
      }
    }
    return text.toString();
  }

  /** The bytes, or nothing when the text is not what {@link #encode} makes. */
  public static Optional<byte[]> decode(String text) {
    int rest = text.length() % 4;
    if (rest == 1) {
      return Optional.empty();
    }
    byte[] bytes = new byte[text.length() / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
    int bits = 0;
    int held = 0;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      bits = (bits << 6 | digit) & 0xffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[length++] = (byte) (bits >>> held);
      }
    }
    boolean exact = (bits & (1 << held) - 1) == 0;
    return exact ? Optional.of(bytes) : Optional.empty();
  }
}
