package cloister.cli;

import java.nio.charset.StandardCharsets;

/** Finds a text in a stream of bytes, one byte at a time (Knuth, Morris and Pratt). */
final class TextSearch {
  private final byte[] text;

  /** For each length of a matched beginning, the longest shorter beginning that is its end. */
  private final int[] shorter;

  private int matched;

  TextSearch(String wanted) {
    text = wanted.getBytes(StandardCharsets.UTF_8);
    shorter = new int[text.length + 1];
    for (int length = 2; length <= text.length; length++) {
      shorter[length] = extended(shorter[length - 1], text[length - 1]);
    }
  }

  /** True when the stream ends with the text now. */
  boolean endsWith(int next) {
    if (matched == text.length) {
      matched = shorter[matched];
    }
    matched = extended(matched, (byte) next);
    return matched == text.length;
  }

  private int extended(int length, byte next) {
    int beginning = length;
    while (beginning > 0 && text[beginning] != next) {
      beginning = shorter[beginning];
    }
    return text[beginning] == next ? beginning + 1 : beginning;
  }
}
