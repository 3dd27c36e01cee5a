package cloister.asm.report;

import cloister.message.Argument;
import cloister.message.Message;

/** Every message of the assembler. */
public final class Complaint {
  private Complaint() {}

  public static Message unterminatedString() {
    return Message.of("asm.string.open");
  }

  public static Message badNumber(String text) {
    return Message.of("asm.number.bad", Argument.code("text", text));
  }

  public static Message badFloat(String text) {
    return Message.of("asm.float.bad", Argument.code("text", text));
  }

  public static Message floatInExpression(String text) {
    return Message.of("asm.float.place", Argument.code("text", text));
  }

  public static Message numberInLongData() {
    return Message.of("asm.data.long");
  }

  public static Message noSegments() {
    return Message.of("asm.expression.segment");
  }

  public static Message expected(String symbol) {
    return Message.of("asm.expected", Argument.code("symbol", symbol));
  }

  public static Message expressionMissing() {
    return Message.of("asm.expression.missing");
  }

  public static Message unexpectedInExpression(String text) {
    return Message.of("asm.expression.unexpected", Argument.code("text", text));
  }

  public static Message expressionTooLong(int most) {
    return Message.of("asm.expression.long", Argument.decimal("most", most));
  }

  public static Message needsNumbers(String operator) {
    return Message.of("asm.expression.numbers", Argument.code("operator", operator));
  }

  public static Message divisionByZero() {
    return Message.of("asm.expression.zero");
  }

  public static Message notAnAddress() {
    return Message.of("asm.expression.address");
  }

  public static Message registerInNumber() {
    return Message.of("asm.expression.register");
  }

  public static Message registerUnknown() {
    return Message.of("asm.expression.contents");
  }

  public static Message notKnownHere() {
    return Message.of("asm.expression.early");
  }

  public static Message undefined(String symbol) {
    return Message.of("asm.symbol.undefined", Argument.code("symbol", symbol));
  }

  public static Message undefined(String symbol, String near) {
    return Message.of(
        "asm.symbol.undefined.near", Argument.code("symbol", symbol), Argument.code("near", near));
  }

  public static Message redefined(String symbol, int line) {
    return Message.of(
        "asm.symbol.redefined", Argument.code("symbol", symbol), Argument.decimal("line", line));
  }

  public static Message predefined(String symbol) {
    return Message.of("asm.symbol.predefined", Argument.code("symbol", symbol));
  }

  public static Message labelWithoutColon(String label) {
    return Message.of("asm.label.colon", Argument.code("label", label));
  }

  public static Message unknownInstruction(String word) {
    return Message.of("asm.instruction.unknown", Argument.code("word", word));
  }

  public static Message unknownInstruction(String word, String near) {
    return Message.of(
        "asm.instruction.unknown.near", Argument.code("word", word), Argument.code("near", near));
  }

  public static Message instructionExpected() {
    return Message.of("asm.instruction.expected");
  }

  public static Message conflictingPrefixes() {
    return Message.of("asm.prefix.conflict");
  }

  public static Message unexpectedAfterOperand(String text) {
    return Message.of("asm.operand.after", Argument.code("text", text));
  }

  public static Message operandsRefused(String mnemonic, String operands) {
    return Message.of(
        "asm.operand.refused",
        Argument.code("mnemonic", mnemonic),
        Argument.code("operands", operands));
  }

  public static Message operandsMissing(String mnemonic) {
    return Message.of("asm.operand.missing", Argument.code("mnemonic", mnemonic));
  }

  public static Message sizesDiffer(String mnemonic, String operands) {
    return Message.of(
        "asm.operand.sizes",
        Argument.code("mnemonic", mnemonic),
        Argument.code("operands", operands));
  }

  public static Message sizeMissing(String mnemonic) {
    return Message.of("asm.operand.size", Argument.code("mnemonic", mnemonic));
  }

  public static Message twoMemoryOperands(String mnemonic) {
    return Message.of("asm.operand.memory", Argument.code("mnemonic", mnemonic));
  }

  public static Message segmentFromNumber(String mnemonic) {
    return Message.of("asm.operand.segment", Argument.code("mnemonic", mnemonic));
  }

  public static Message truncated(int bytes) {
    return Message.of("asm.operand.truncated", Argument.decimal("bits", 8 * bytes));
  }

  public static Message signExtended() {
    return Message.of("asm.operand.signed");
  }

  public static Message tooFar(long distance) {
    return Message.of("asm.branch.far", Argument.signed("distance", (int) distance));
  }

  public static Message tooManyRegisters() {
    return Message.of("asm.address.registers");
  }

  public static Message impossibleAddress() {
    return Message.of("asm.address.impossible");
  }

  public static Message cannotAddressWith(String register, int bits) {
    return Message.of(
        "asm.address.register",
        Argument.code("register", register),
        Argument.decimal("bits", bits));
  }

  public static Message displacementSize(int bits) {
    return Message.of("asm.address.displacement", Argument.decimal("bits", bits));
  }

  public static Message addressSizesDiffer() {
    return Message.of("asm.address.prefix");
  }

  public static Message dataMissing() {
    return Message.of("asm.data.missing");
  }

  public static Message unknownDirective(String word) {
    return Message.of("asm.directive.unknown", Argument.code("word", word));
  }

  public static Message directiveArgument(String word, String argument) {
    return Message.of(
        "asm.directive.argument", Argument.code("word", word), Argument.code("argument", argument));
  }

  public static Message badBits(String text) {
    return Message.of("asm.directive.bits", Argument.code("text", text));
  }

  public static Message sectionNameExpected() {
    return Message.of("asm.section.name");
  }

  public static Message unknownSectionAttribute(String word) {
    return Message.of("asm.section.attribute", Argument.code("word", word));
  }

  public static Message notPowerOfTwo() {
    return Message.of("asm.section.align");
  }

  public static Message dataInEmptySection(String section) {
    return Message.of("asm.section.nobits", Argument.code("section", section));
  }

  public static Message cannotFollow(String section, String other) {
    return Message.of(
        "asm.section.follows", Argument.code("section", section), Argument.code("other", other));
  }

  public static Message beforeOrigin(String section) {
    return Message.of("asm.section.origin", Argument.code("section", section));
  }

  public static Message sectionsOverlap(String section) {
    return Message.of("asm.section.overlap", Argument.code("section", section));
  }

  public static Message noExternals() {
    return Message.of("asm.directive.extern");
  }

  public static Message negativeCount(long count) {
    return Message.of("asm.count.negative", Argument.signed("count", (int) count));
  }

  public static Message outputTooLarge(int most) {
    return Message.of("asm.limit.output", Argument.decimal("most", most));
  }

  public static Message tooMuchWork() {
    return Message.of("asm.limit.work");
  }

  /**
   * @param most characters
   */
  public static Message textTooLong(int most) {
    return Message.of("asm.limit.text", Argument.decimal("most", most));
  }

  public static Message unstable(int passes) {
    return Message.of("asm.limit.passes", Argument.decimal("passes", passes));
  }

  public static Message inMacro(String macro, Message problem) {
    return Message.of(
        "asm.macro.in", Argument.code("macro", macro), Argument.text("problem", problem));
  }

  public static Message unknownMacroDirective(String word) {
    return Message.of("asm.macro.directive", Argument.code("word", word));
  }

  public static Message unsupportedDirective(String word) {
    return Message.of("asm.macro.unsupported", Argument.code("word", word));
  }

  public static Message secondElse() {
    return Message.of("asm.macro.else");
  }

  public static Message macroNameExpected(String directive) {
    return Message.of("asm.macro.name", Argument.code("directive", directive));
  }

  public static Message macroHeader() {
    return Message.of("asm.macro.header");
  }

  public static Message macroParameters(String macro) {
    return Message.of("asm.macro.parameters", Argument.code("macro", macro));
  }

  public static Message unclosed(String directive) {
    return Message.of("asm.macro.unclosed", Argument.code("directive", directive));
  }

  public static Message unopened(String directive) {
    return Message.of("asm.macro.unopened", Argument.code("directive", directive));
  }

  public static Message outsideMacro(String word) {
    return Message.of("asm.macro.outside", Argument.code("word", word));
  }

  public static Message notCondition(String text) {
    return Message.of("asm.macro.condition", Argument.code("text", text));
  }

  public static Message macroTooDeep(int most) {
    return Message.of("asm.limit.depth", Argument.decimal("most", most));
  }

  public static Message includeMissing(String file) {
    return Message.of("asm.include.missing", Argument.code("file", file));
  }

  public static Message userError(String text) {
    return Message.of("asm.user", Argument.prose("text", text));
  }
}
