package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.message.Argument;
import cloister.message.Message;

/** Every message of the parser. */
final class Complaint {
  private static final int LONGEST = 40;

  private Complaint() {}

  static Message expected(String symbol, Token found) {
    return Message.of("cc.parse.expected", Argument.code("symbol", symbol), found(found));
  }

  static Message opened(String symbol) {
    return Message.of("cc.parse.opened", Argument.code("symbol", symbol));
  }

  static Message expressionExpected(Token found) {
    return Message.of("cc.parse.expression.expected", found(found));
  }

  static Message statementExpected(Token found) {
    return Message.of("cc.parse.statement.expected", found(found));
  }

  static Message declarationExpected(Token found) {
    return Message.of("cc.parse.declaration.expected", found(found));
  }

  static Message memberExpected(Token found) {
    return Message.of("cc.parse.member.expected", found(found));
  }

  static Message typeExpected(Token found) {
    return Message.of("cc.parse.type.expected", found(found));
  }

  static Message nameExpected(Token found) {
    return Message.of("cc.parse.name.expected", found(found));
  }

  static Message stringExpected(Token found) {
    return Message.of("cc.parse.string.expected", found(found));
  }

  static Message parameterExpected(Token found) {
    return Message.of("cc.parse.parameter.expected", found(found));
  }

  static Message keywordAsName(String word) {
    return Message.of("cc.parse.name.keyword", Argument.code("word", word));
  }

  static Message typeAsValue(String name) {
    return Message.of("cc.parse.type.value", Argument.code("name", name));
  }

  static Message unknownType(String name) {
    return Message.of("cc.parse.type.unknown", Argument.code("name", name));
  }

  static Message unknownType(String name, String near) {
    return Message.of(
        "cc.parse.type.unknown.near", Argument.code("name", name), Argument.code("near", near));
  }

  static Message headerMissing(String name, String header) {
    return Message.of(
        "cc.parse.type.header",
        Argument.code("name", name),
        Argument.code("include", "#include " + header));
  }

  static Message closesNothing(String symbol) {
    return Message.of("cc.parse.bracket.stray", Argument.code("symbol", symbol));
  }

  static Message strayCharacter(Token token) {
    return Message.of("cc.parse.character.stray", found(token));
  }

  static Message tagWithoutKeyword(String name, String keyword) {
    return Message.of(
        "cc.parse.type.tag",
        Argument.code("name", name),
        Argument.code("type", keyword + " " + name));
  }

  static Message keywordMisspelt(String word, String near) {
    return Message.of(
        "cc.parse.statement.near", Argument.code("word", word), Argument.code("near", near));
  }

  static Message secondType(String word) {
    return Message.of("cc.parse.type.second", Argument.code("word", word));
  }

  static Message typeLeftOut(String name) {
    return Message.of("cc.parse.type.left-out", Argument.code("name", name));
  }

  static Message threadLocal() {
    return Message.of("cc.parse.thread-local");
  }

  static Message tagMissing(String keyword) {
    return Message.of("cc.parse.tag.missing", Argument.code("keyword", keyword));
  }

  static Message lastSemicolon() {
    return Message.of("cc.parse.member.semicolon");
  }

  static Message storageOfMember(String word) {
    return Message.of("cc.parse.member.storage", Argument.code("word", word));
  }

  static Message parameterWithoutType(String name) {
    return Message.of("cc.parse.parameter.type", Argument.code("name", name));
  }

  static Message parameterBeforeDots() {
    return Message.of("cc.parse.parameter.dots");
  }

  static Message functionWithin(String name) {
    return Message.of("cc.parse.function.within", Argument.code("name", name));
  }

  static Message statementOutside(String word) {
    return Message.of("cc.parse.statement.outside", Argument.code("word", word));
  }

  static Message declarationAsBody() {
    return Message.of("cc.parse.declaration.body");
  }

  static Message noLabel() {
    return Message.of("cc.parse.asm.label");
  }

  static Message elseWithoutIf() {
    return Message.of("cc.parse.else.stray");
  }

  static Message tooDeep(int most) {
    return Message.of("cc.parse.limit.depth", Argument.decimal("most", most));
  }

  static Message tooLong(int most) {
    return Message.of("cc.parse.limit.length", Argument.decimal("most", most));
  }

  private static Argument found(Token token) {
    if (token.isEnd()) {
      return Argument.text("found", Message.of("cc.parse.end"));
    }
    String text = token.text();
    boolean whole = text.length() <= LONGEST;
    return Argument.code("found", whole ? text : text.substring(0, LONGEST) + "…");
  }
}
