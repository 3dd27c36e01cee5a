package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.message.Argument;
import cloister.message.Message;

/** The first thing in a script that cannot be read. */
final class ScriptError extends Exception {
  private final transient Span span;
  private final transient Message message;

  private ScriptError(Span span, Message message) {
    super(message.id(), null, false, false);
    this.span = span;
    this.message = message;
  }

  Span span() {
    return span;
  }

  Message message() {
    return message;
  }

  static ScriptError expected(Span span, String what, String found) {
    return new ScriptError(
        span,
        Message.of(
            "cc.link.script.expected", Argument.code("what", what), Argument.code("found", found)));
  }

  static ScriptError unfinished(Span span, String what) {
    return new ScriptError(span, Message.of("cc.link.script.end", Argument.code("what", what)));
  }

  static ScriptError unsupported(Span span, String word) {
    return new ScriptError(
        span, Message.of("cc.link.script.unsupported", Argument.code("word", word)));
  }

  static ScriptError open(Span span) {
    return new ScriptError(span, Message.of("cc.link.script.open"));
  }

  static ScriptError number(Span span, String text) {
    return new ScriptError(span, Message.of("cc.link.script.number", Argument.code("text", text)));
  }

  static ScriptError unknown(Span span, String name) {
    return new ScriptError(span, Message.of("cc.link.script.unknown", Argument.code("name", name)));
  }

  static ScriptError tooDeep(Span span) {
    return new ScriptError(span, Message.of("cc.link.script.deep"));
  }
}
