package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;

/** Reports what is wrong, once for each place: what follows from an error is no news. */
final class Errors {
  private final Cursor cursor;
  private final Diagnostics diagnostics;
  private int last = -1;
  private int count;
  private boolean stopped;

  Errors(Cursor cursor, Diagnostics diagnostics) {
    this.cursor = cursor;
    this.diagnostics = diagnostics;
  }

  /** How many have been reported. */
  int count() {
    return count;
  }

  /** Points to the next token. */
  boolean here(Message message) {
    return at(cursor.peek().span(), message);
  }

  /** Points to the place right behind the token before the next one. */
  boolean behind(Message message) {
    return at(cursor.previous().span().behind(), message);
  }

  /** Says whether it was news; only then a note may follow. */
  boolean at(Span span, Message message) {
    if (stopped || cursor.index() == last) {
      return false;
    }
    last = cursor.index();
    count++;
    diagnostics.error(span, message);
    if (diagnostics.full()) {
      stop();
    }
    return true;
  }

  void note(Span span, Message message) {
    diagnostics.note(span, message);
  }

  void warn(Span span, Message message) {
    if (!stopped) {
      diagnostics.warn(span, message);
    }
  }

  void warnBehind(Message message) {
    warn(cursor.previous().span().behind(), message);
  }

  /** Says what is wrong, and that the rest is not worth reading. */
  void fatal(Message message) {
    if (!stopped) {
      diagnostics.error(cursor.peek().span(), message);
      stop();
    }
  }

  private void stop() {
    stopped = true;
    cursor.stop();
  }
}
