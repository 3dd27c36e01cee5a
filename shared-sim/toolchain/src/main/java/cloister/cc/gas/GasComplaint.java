package cloister.cc.gas;

import cloister.message.Argument;
import cloister.message.Message;

/** What can be wrong with assembly text. */
final class GasComplaint {
  private static final int MOST_SHOWN = 80;

  private GasComplaint() {}

  static GasError unknownInstruction(String word) {
    return error("cc.gas.instruction", "word", word);
  }

  static GasError unknownDirective(String word) {
    return error("cc.gas.directive", "word", word);
  }

  static GasError unknownRegister(String word) {
    return error("cc.gas.register", "word", word);
  }

  static GasError expected(String what, String found) {
    String shown = found.substring(0, Math.min(found.length(), MOST_SHOWN));
    return GasError.before(
        found,
        Message.of(
            "cc.gas.expected",
            Argument.code("what", what),
            Argument.code("found", shown.isEmpty() ? "end of line" : shown)));
  }

  static GasError number(String text) {
    return error("cc.gas.number", "text", text);
  }

  static GasError openString() {
    return new GasError(Message.of("cc.gas.string"));
  }

  static GasError notConstant(String text) {
    return error("cc.gas.constant", "text", text);
  }

  static GasError division() {
    return new GasError(Message.of("cc.gas.division"));
  }

  static GasError noLabel(String label) {
    return error("cc.gas.label", "label", label);
  }

  static GasError tooManyArguments(String macro) {
    return error("cc.gas.arguments", "macro", macro);
  }

  static GasError argumentMissing(String macro, String parameter) {
    return new GasError(
        Message.of(
            "cc.gas.argument",
            Argument.code("macro", macro),
            Argument.code("parameter", parameter)));
  }

  static GasError withoutBeginning(String word) {
    return error("cc.gas.beginning", "word", word);
  }

  static GasError unended(String word) {
    return error("cc.gas.end", "word", word);
  }

  static GasError noFile(String name) {
    return error("cc.gas.file", "name", name);
  }

  static GasError failed(String text) {
    return error("cc.gas.error", "text", text);
  }

  static GasError redefined(String symbol) {
    return GasError.with(
        symbol, Message.of("cc.assemble.redefined", Argument.code("symbol", symbol)));
  }

  static GasError nestedTooDeeply() {
    return new GasError(Message.of("cc.gas.nested"));
  }

  static GasError tooMuch(int mebicharacters, int statements) {
    return new GasError(
        Message.of(
            "cc.gas.much",
            Argument.decimal("characters", mebicharacters),
            Argument.decimal("statements", statements)));
  }

  static GasError tooLarge(int mebibytes) {
    return new GasError(Message.of("cc.gas.large", Argument.decimal("bytes", mebibytes)));
  }

  static GasError backwards() {
    return new GasError(Message.of("cc.assemble.backwards"));
  }

  static GasError tooDeep() {
    return new GasError(Message.of("cc.gas.deep"));
  }

  private static GasError error(String id, String name, String text) {
    return GasError.with(text, Message.of(id, Argument.code(name, text)));
  }
}
