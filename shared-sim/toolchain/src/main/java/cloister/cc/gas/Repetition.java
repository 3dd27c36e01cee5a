package cloister.cc.gas;

import cloister.bits.Ascii;
import cloister.cc.gas.Statements.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How many statements a body has once the repetitions within it are written out. */
final class Repetition {
  private static final String REPEAT = ".rept";

  private Repetition() {}

  /** A repetition that is open: how often, and what was before it. */
  private record Open(long count, long before) {}

  /**
   * At least so many, as far as plain numbers say it. Where conditions decide, nothing counts more
   * than once.
   *
   * @param limit what is more than this is as much as this and one
   */
  static long size(List<Statement> body, long limit) {
    Deque<Open> open = new ArrayDeque<>();
    long size = 0;
    for (Statement statement : body) {
      String text = Ascii.lower(statement.text());
      if (text.startsWith(".if") || text.startsWith(".exitm") || text.startsWith(".macro")) {
        return body.size();
      }
      if (text.startsWith(REPEAT) || text.startsWith(".irp")) {
        open.push(new Open(count(text), size));
        size = 0;
      } else if (text.startsWith(".endr") && !open.isEmpty()) {
        Open ended = open.pop();
        size = Math.min(limit + 1, ended.before() + Math.min(limit + 1, size) * ended.count());
      } else {
        size++;
      }
    }
    while (!open.isEmpty()) {
      size += open.pop().before();
    }
    return Math.min(limit + 1, size);
  }

  private static long count(String text) {
    String digits = text.substring(Math.min(text.length(), REPEAT.length())).strip();
    long count = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 10);
      if (digit < 0 || i >= 9 || digits.charAt(0) == '0') {
        return 1;
      }
      count = count * 10 + digit;
    }
    return digits.isEmpty() ? 1 : count;
  }
}
