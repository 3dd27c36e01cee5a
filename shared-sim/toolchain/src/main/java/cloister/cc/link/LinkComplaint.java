package cloister.cc.link;

import cloister.message.Argument;
import cloister.message.Message;

/** What can go wrong between objects. */
final class LinkComplaint {
  private LinkComplaint() {}

  /** Nothing but the start-up code calls it. */
  static Message noMain() {
    return Message.of("cc.link.main");
  }

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

  static Message noEntry(String symbol, int address) {
    return Message.of(
        "cc.link.entry", Argument.code("symbol", symbol), Argument.hex("address", address));
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

  static Message backwards() {
    return Message.of("cc.link.script.backwards");
  }

  static Message noRegion(String region) {
    return Message.of("cc.link.script.region", Argument.code("region", region));
  }

  static Message noSegment(String segment) {
    return Message.of("cc.link.script.segment", Argument.code("segment", segment));
  }

  static Message regionFull(String region, String section, long bytes) {
    return Message.of(
        "cc.link.script.full",
        Argument.code("region", region),
        Argument.code("section", section),
        Argument.decimal("bytes", (int) Math.min(bytes, Integer.MAX_VALUE)));
  }
}
