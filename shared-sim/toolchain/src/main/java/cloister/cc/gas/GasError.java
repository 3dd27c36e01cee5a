package cloister.cc.gas;

import cloister.asm.report.Span;
import cloister.bits.Ascii;
import cloister.cc.gas.Statements.Statement;
import cloister.message.Message;

/** A statement that makes no sense; the parser reports it and goes on with the next. */
final class GasError extends Exception {
  private final transient Message message;
  private final boolean tail;
  private final String words;

  GasError(Message message) {
    this(message, "", false);
  }

  private GasError(Message message, String words, boolean tail) {
    super(message.id(), null, false, false);
    this.message = message;
    this.words = words;
    this.tail = tail;
  }

  /** What is wrong with some words of the statement. */
  static GasError with(String words, Message message) {
    return new GasError(message, words, false);
  }

  /** What is wrong where the statement goes on with some words that are all the rest of it. */
  static GasError before(String rest, Message message) {
    return new GasError(message, rest, true);
  }

  Message message() {
    return message;
  }

  /** Where in a statement it is, as well as can be told. */
  Span place(Statement statement) {
    Span span = statement.span();
    if (!statement.written()) {
      return span;
    }
    String text = statement.text();
    if (tail) {
      Span rest = statement.end(words);
      return part(rest, 0, word());
    }
    int at = words.isEmpty() ? -1 : Ascii.lower(text).indexOf(Ascii.lower(words));
    return at < 0 ? span : part(span, at, words.length());
  }

  private int word() {
    int end = 0;
    while (end < words.length() && " \t,".indexOf(words.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static Span part(Span span, int at, int length) {
    return new Span(span.file(), span.line(), span.column() + at, Math.max(1, length));
  }
}
