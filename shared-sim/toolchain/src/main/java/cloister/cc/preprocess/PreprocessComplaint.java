package cloister.cc.preprocess;

import cloister.message.Argument;
import cloister.message.Message;

/** Every message of the preprocessor. */
final class PreprocessComplaint {
  private PreprocessComplaint() {}

  static Message unknownDirective(String name) {
    return Message.of("cc.pp.directive.unknown", Argument.code("name", name));
  }

  static Message directiveName() {
    return Message.of("cc.pp.directive.name");
  }

  static Message extraTokens(String directive) {
    return Message.of("cc.pp.directive.extra", Argument.code("directive", directive));
  }

  static Message nameExpected(String directive) {
    return Message.of("cc.pp.name.expected", Argument.code("directive", directive));
  }

  static Message badName(String name) {
    return Message.of("cc.pp.name.bad", Argument.code("name", name));
  }

  static Message redefined(String name) {
    return Message.of("cc.pp.macro.redefined", Argument.code("name", name));
  }

  static Message builtinRedefined(String name) {
    return Message.of("cc.pp.macro.builtin", Argument.code("name", name));
  }

  static Message definedHere() {
    return Message.of("cc.pp.macro.here");
  }

  static Message parameterExpected() {
    return Message.of("cc.pp.parameter.expected");
  }

  static Message parameterTwice(String name) {
    return Message.of("cc.pp.parameter.twice", Argument.code("name", name));
  }

  static Message parametersOpen() {
    return Message.of("cc.pp.parameter.open");
  }

  static Message tooManyParameters(int most) {
    return Message.of("cc.pp.parameter.many", Argument.decimal("most", most));
  }

  static Message noSpaceAfterName() {
    return Message.of("cc.pp.macro.space");
  }

  static Message variableArgumentsOutside(String name) {
    return Message.of("cc.pp.macro.variable", Argument.code("name", name));
  }

  static Message badVariableGroup() {
    return Message.of("cc.pp.macro.group");
  }

  static Message stringizedNoParameter() {
    return Message.of("cc.pp.macro.stringize");
  }

  static Message pasteAtEnd() {
    return Message.of("cc.pp.paste.end");
  }

  static Message badPaste(String left, String right) {
    return Message.of(
        "cc.pp.paste.bad", Argument.code("left", left), Argument.code("right", right));
  }

  static Message argumentsOpen(String name) {
    return Message.of("cc.pp.argument.open", Argument.code("name", name));
  }

  static Message argumentCount(String name, int given, int wanted) {
    return Message.of(
        "cc.pp.argument.count",
        Argument.code("name", name),
        Argument.decimal("given", given),
        Argument.decimal("wanted", wanted));
  }

  static Message argumentsTooDeep(int most) {
    return Message.of("cc.pp.limit.depth", Argument.decimal("most", most));
  }

  static Message tooMuchExpansion() {
    return Message.of("cc.pp.limit.expansion");
  }

  static Message tooMuchSource() {
    return Message.of("cc.pp.limit.source");
  }

  static Message includedTooDeep(int most) {
    return Message.of("cc.pp.limit.include", Argument.decimal("most", most));
  }

  static Message groupsTooDeep(int most) {
    return Message.of("cc.pp.limit.group", Argument.decimal("most", most));
  }

  static Message conditionTooDeep(int most) {
    return Message.of("cc.pp.limit.condition", Argument.decimal("most", most));
  }

  static Message headerName(String directive) {
    return Message.of("cc.pp.include.name", Argument.code("directive", directive));
  }

  static Message headerMissing(String name) {
    return Message.of("cc.pp.include.missing", Argument.code("name", name));
  }

  static Message groupOpen(String directive) {
    return Message.of("cc.pp.group.open", Argument.code("directive", directive));
  }

  static Message groupWithout(String directive) {
    return Message.of("cc.pp.group.without", Argument.code("directive", directive));
  }

  static Message afterElse(String directive) {
    return Message.of("cc.pp.group.else", Argument.code("directive", directive));
  }

  static Message conditionMissing(String directive) {
    return Message.of("cc.pp.condition.missing", Argument.code("directive", directive));
  }

  static Message conditionEnds() {
    return Message.of("cc.pp.condition.ends");
  }

  static Message unexpectedInCondition(String text) {
    return Message.of("cc.pp.condition.unexpected", Argument.code("text", text));
  }

  static Message expected(String symbol) {
    return Message.of("cc.pp.condition.expected", Argument.code("symbol", symbol));
  }

  static Message floatingInCondition() {
    return Message.of("cc.pp.condition.floating");
  }

  static Message divisionByZero() {
    return Message.of("cc.pp.condition.zero");
  }

  static Message operandExpected(String operator) {
    return Message.of("cc.pp.condition.operand", Argument.code("operator", operator));
  }

  static Message headerMissing(String name, String near) {
    return Message.of(
        "cc.pp.include.near", Argument.code("name", name), Argument.code("near", near));
  }

  static Message lineOutOfRange() {
    return Message.of("cc.pp.line.range");
  }

  static Message badLine() {
    return Message.of("cc.pp.line");
  }

  static Message userError(String text) {
    return Message.of("cc.pp.user.error", Argument.code("text", text));
  }

  static Message userWarning(String text) {
    return Message.of("cc.pp.user.warning", Argument.code("text", text));
  }

  static Message unknownPragma(String text) {
    return Message.of("cc.pp.pragma.unknown", Argument.code("text", text));
  }

  static Message badPragma(String text) {
    return Message.of("cc.pp.pragma.bad", Argument.code("text", text));
  }

  static Message badPragmaOperator() {
    return Message.of("cc.pp.pragma.operator");
  }

  static Message mainFileMissing(String name) {
    return Message.of("cc.pp.file", Argument.code("name", name));
  }

  static Message inExpansion(String macro) {
    return Message.of("cc.pp.expansion", Argument.code("macro", macro));
  }
}
