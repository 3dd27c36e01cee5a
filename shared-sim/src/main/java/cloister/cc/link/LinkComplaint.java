package cloister.cc.link;

import cloister.message.Argument;
import cloister.message.Message;

/** What can go wrong between objects. */
final class LinkComplaint {
  private LinkComplaint() {}

  static Message undefined(String symbol, String file, String where) {
    return Message.of(
        "cc.link.undefined",
        Argument.code("symbol", symbol),
        Argument.code("file", file),
        Argument.code("where", where));
  }

  static Message twice(String symbol, String file, String first) {
    return Message.of(
        "cc.link.twice",
        Argument.code("symbol", symbol),
        Argument.code("file", file),
        Argument.code("first", first));
  }

  static Message noEntry(String symbol) {
    return Message.of("cc.link.entry", Argument.code("symbol", symbol));
  }

  static Message outOfRange(String symbol, String file, int bits) {
    return Message.of(
        "cc.link.range",
        Argument.code("symbol", symbol),
        Argument.code("file", file),
        Argument.decimal("bits", bits));
  }

  static Message relocation(String file, int type) {
    return Message.of(
        "cc.link.relocation", Argument.code("file", file), Argument.decimal("type", type));
  }

  static Message tooLarge() {
    return Message.of("cc.link.large");
  }

  static Message scriptSymbol(String symbol) {
    return Message.of("cc.link.script.symbol", Argument.code("symbol", symbol));
  }

  static Message scriptDivision() {
    return Message.of("cc.link.script.division");
  }

  static Message asserted(String text) {
    return Message.of("cc.link.assert", Argument.code("text", text));
  }
}
