package cloister.cc.lex;

import java.util.Arrays;

/**
 * The characters of a file after translation phases 1 and 2 (C11 5.1.1.2): lines end with a line
 * feed, spliced lines are one, and where they were spliced is remembered.
 */
final class SourceText {
  private static final int PADDING = 4;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** All characters and a few line feeds behind them, so that a look ahead needs no check. */
  private final char[] characters;

  private final int length;

  /** Where a line went on behind a splice, in rising order. */
  private int[] splices = new int[0];

  private int spliceCount;

  SourceText(String source) {
    int from = !source.isEmpty() && source.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    characters = new char[source.length() - from + PADDING];
    source.getChars(from, source.length(), characters, 0);
    int end = source.length() - from;
    boolean plain = source.indexOf('\\') < 0 && source.indexOf('\r') < 0;
    length = plain ? end : join(end);
    Arrays.fill(characters, length, length + PADDING, '\n');
  }

  char[] characters() {
    return characters;
  }

  int length() {
    return length;
  }

  /** The index where the line number rises for a splice; beyond the text when there is no more. */
  int splice(int number) {
    return number < spliceCount ? splices[number] : Integer.MAX_VALUE;
  }

  private int join(int end) {
    int to = 0;
    for (int at = 0; at < end; at++) {
      char c = characters[at];
      if (c == '\r' && at + 1 < end && characters[at + 1] == '\n') {
        continue;
      }
      int next = c == '\\' ? behindSplice(at + 1, end) : at;
      if (next > at) {
        addSplice(to);
        at = next - 1;
      } else {
        characters[to++] = c;
      }
    }
    return to;
  }

  /** The start of the next line when only white space is left of this one, as GCC has it. */
  private int behindSplice(int from, int end) {
    int at = from;
    while (at < end && isBlank(characters[at])) {
      at++;
    }
    return at < end && characters[at] == '\n' ? at + 1 : 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000B';
  }

  private void addSplice(int at) {
    if (spliceCount == splices.length) {
      splices = Arrays.copyOf(splices, Math.max(16, 2 * spliceCount));
    }
    splices[spliceCount++] = at;
  }
}
