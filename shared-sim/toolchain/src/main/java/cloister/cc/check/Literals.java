package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.check.constant.IntegerMath;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.lex.CharacterConstant;
import cloister.cc.lex.Encoding;
import cloister.cc.lex.FloatingConstant;
import cloister.cc.lex.IntegerConstant;
import cloister.cc.lex.StringConstant;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Real;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;

/** Constants and string literals (C11 6.4.4, 6.4.5). */
final class Literals {
  private final Unit unit;

  Literals(Unit unit) {
    this.unit = unit;
  }

  Operand number(Expression.Number number) {
    String text = number.text();
    Span span = number.span();
    if (IntegerConstant.isFloating(text)) {
      return new Operand.Value(real(FloatingConstant.read(text, span, unit.diagnostics), span));
    }
    IntegerConstant constant = IntegerConstant.read(text, span, unit.diagnostics);
    IntegerType type = type(constant);
    long value = IntegerMath.wrap(constant.value(), type);
    return new Operand.Value(new Constant(value, type, span));
  }

  /** The first type of the list that holds the value (6.4.4.1, paragraph 5). */
  private static IntegerType type(IntegerConstant constant) {
    boolean anySign = constant.base() != 10 || constant.isUnsigned();
    long value = constant.value();
    if (constant.longs() < 2 && value >>> 31 == 0 && !constant.isUnsigned()) {
      return constant.longs() == 0 ? IntegerType.INT : IntegerType.LONG;
    }
    if (constant.longs() < 2 && value >>> 32 == 0 && anySign) {
      return (constant.longs() == 0 ? IntegerType.INT : IntegerType.LONG).withSign(false);
    }
    boolean signed = value >= 0 && !constant.isUnsigned();
    return signed ? IntegerType.LONG_LONG : IntegerType.UNSIGNED_LONG_LONG;
  }

  private RealConstant real(FloatingConstant constant, Span span) {
    Floating type =
        switch (constant.kind()) {
          case FLOAT -> Floating.FLOAT;
          case DOUBLE -> Floating.DOUBLE;
          case LONG_DOUBLE -> Floating.LONG_DOUBLE;
        };
    long bits = constant.bits(constant.kind().format());
    Real value =
        type == Floating.LONG_DOUBLE
            ? new Real(bits, constant.signAndExponent())
            : unit.folder.reals().ofBits(bits, type);
    return new RealConstant(value, type, span);
  }

  Operand character(Expression.Character character) {
    CharacterConstant constant =
        CharacterConstant.read(character.text(), character.span(), unit.diagnostics);
    IntegerType type =
        switch (constant.encoding()) {
          case PLAIN, UTF8 -> IntegerType.INT;
          case UTF16 -> IntegerType.UNSIGNED_SHORT;
          case UTF32 -> IntegerType.UNSIGNED_INT;
          case WIDE -> IntegerType.LONG;
        };
    long value = unit.dialect.unsignedCharacters() ? constant.withoutSign() : constant.extended();
    return new Operand.Value(new Constant(value, type, character.span()));
  }

  Operand string(Expression.StringLiteral literal) {
    StringConstant text = StringConstant.read(literal.parts(), unit.diagnostics);
    return Operands.of(unit.objects.string(text, literal.span()), literal.span());
  }

  /** {@code __func__} (6.4.2.2). */
  Operand functionName(String name, Span span) {
    int[] units = new int[name.length()];
    for (int i = 0; i < units.length; i++) {
      units[i] = name.charAt(i);
    }
    Variable text = unit.objects.functionName(new StringConstant(units, Encoding.PLAIN), span);
    Qualified element = new Qualified(unit.dialect.character(), true, false);
    Type type = new Type.Array(element, units.length + 1);
    Variable constant = new Variable(name, Qualified.plain(type), text.storage(), span);
    constant.assemblerName(text.assemblerName());
    return Operands.of(constant, span);
  }
}
