package cloister.cc.lex;

import cloister.message.Argument;
import cloister.message.Message;

/** Every message about characters, tokens and the values of constants. */
final class LexComplaint {
  private LexComplaint() {}

  static Message openComment() {
    return Message.of("cc.lex.comment.open");
  }

  static Message nullCharacters() {
    return Message.of("cc.lex.null");
  }

  static Message notUtf8() {
    return Message.of("cc.lex.string.utf8");
  }

  static Message openString() {
    return Message.of("cc.lex.string.open");
  }

  static Message openCharacter() {
    return Message.of("cc.lex.character.open");
  }

  static Message trigraph(String trigraph) {
    return Message.of("cc.lex.trigraph", Argument.code("trigraph", trigraph));
  }

  static Message emptyCharacter() {
    return Message.of("cc.lex.character.empty");
  }

  static Message manyCharacters() {
    return Message.of("cc.lex.character.many");
  }

  static Message tooManyCharacters() {
    return Message.of("cc.lex.character.long");
  }

  static Message unknownEscape(String escape) {
    return Message.of("cc.lex.escape.unknown", Argument.code("escape", escape));
  }

  static Message escapeWithoutDigits(String escape) {
    return Message.of("cc.lex.escape.digits", Argument.code("escape", escape));
  }

  static Message escapeTooLarge(int bits) {
    return Message.of("cc.lex.escape.large", Argument.decimal("bits", bits));
  }

  static Message notACharacter(String name) {
    return Message.of("cc.lex.escape.character", Argument.code("name", name));
  }

  static Message mixedStrings(String first, String second) {
    return Message.of(
        "cc.lex.string.mixed", Argument.code("first", first), Argument.code("second", second));
  }

  static Message badDigit(String digit, int base) {
    return Message.of(
        "cc.lex.integer.digit", Argument.code("digit", digit), Argument.decimal("base", base));
  }

  static Message noDigits(String text) {
    return Message.of("cc.lex.integer.digits", Argument.code("text", text));
  }

  static Message badIntegerSuffix(String suffix) {
    return Message.of("cc.lex.integer.suffix", Argument.code("suffix", suffix));
  }

  static Message integerTooLarge(String text) {
    return Message.of("cc.lex.integer.large", Argument.code("text", text));
  }

  static Message badFloatingSuffix(String suffix) {
    return Message.of("cc.lex.floating.suffix", Argument.code("suffix", suffix));
  }

  static Message noExponent(String text) {
    return Message.of("cc.lex.floating.exponent", Argument.code("text", text));
  }

  static Message hexadecimalWithoutExponent(String text) {
    return Message.of("cc.lex.floating.hexadecimal", Argument.code("text", text));
  }

  static Message badFloating(String text) {
    return Message.of("cc.lex.floating.bad", Argument.code("text", text));
  }
}
