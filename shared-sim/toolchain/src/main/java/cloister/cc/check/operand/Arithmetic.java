package cloister.cc.check.operand;

import static cloister.message.Argument.code;
import static cloister.message.Argument.decimal;

import cloister.asm.report.Span;
import cloister.cc.check.constant.Folder;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.UnaryOperator;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;

/** The operators on values (C11 6.5.3.3, 6.5.5 to 6.5.14). */
public final class Arithmetic {
  private final Diagnostics diagnostics;
  private final Conversions conversions;
  private final Pointers pointers;
  private final Folder folder;

  public Arithmetic(Diagnostics diagnostics, Conversions conversions, Pointers pointers) {
    this.diagnostics = diagnostics;
    this.conversions = conversions;
    this.pointers = pointers;
    folder = conversions.folder();
  }

  /** {@code + - ~ !} before a value. */
  public Expression unary(String spelling, Expression operand, Span span) {
    Type type = operand.type();
    if (Wrong.within(type)) {
      return Wrong.expression(span);
    }
    if (spelling.equals("!")) {
      Expression condition = conversions.condition(operand);
      return folder.unary(UnaryOperator.NOT, condition, IntegerType.INT, span);
    }
    boolean takes = spelling.equals("~") ? type.isInteger() : type.isArithmetic();
    if (!takes) {
      diagnostics.error(
          span,
          Message.of(
              "cc.type.operand", code("operator", spelling), code("type", TypeText.of(type))));
      return Wrong.expression(span);
    }
    Expression promoted = conversions.promote(operand);
    return switch (spelling) {
      case "-" -> unary(UnaryOperator.NEGATE, promoted, span);
      case "~" -> unary(UnaryOperator.COMPLEMENT, promoted, span);
      default -> promoted;
    };
  }

  private Expression unary(UnaryOperator operator, Expression operand, Span span) {
    Expression whole = whole(operand);
    Expression result = folder.unary(operator, whole, whole.type(), span);
    return folder.convert(result, operand.type(), span);
  }

  /** A value with a bit-field's width, as one of its kind: so it is calculated, then cut again. */
  private Expression whole(Expression value) {
    return value.type() instanceof IntegerType integer && integer.isNarrowed()
        ? conversions.convert(value, IntegerType.of(integer.kind()))
        : value;
  }

  public static BinaryOperator operator(String spelling) {
    return switch (spelling) {
      case "+" -> BinaryOperator.ADD;
      case "-" -> BinaryOperator.SUBTRACT;
      case "*" -> BinaryOperator.MULTIPLY;
      case "/" -> BinaryOperator.DIVIDE;
      case "%" -> BinaryOperator.REMAINDER;
      case "&" -> BinaryOperator.AND;
      case "|" -> BinaryOperator.OR;
      case "^" -> BinaryOperator.XOR;
      case "<<" -> BinaryOperator.SHIFT_LEFT;
      case ">>" -> BinaryOperator.SHIFT_RIGHT;
      case "==" -> BinaryOperator.EQUAL;
      case "!=" -> BinaryOperator.NOT_EQUAL;
      case "<" -> BinaryOperator.LESS;
      case "<=" -> BinaryOperator.LESS_EQUAL;
      case ">" -> BinaryOperator.GREATER;
      case ">=" -> BinaryOperator.GREATER_EQUAL;
      default -> throw new IllegalArgumentException("operator " + spelling);
    };
  }

  /** Any binary operator on two values. */
  public Expression binary(String spelling, Expression left, Expression right, Span span) {
    if (Wrong.within(left.type()) || Wrong.within(right.type())) {
      return Wrong.expression(span);
    }
    if (spelling.equals("&&") || spelling.equals("||")) {
      return folder.logical(
          spelling.equals("&&"), conversions.condition(left), conversions.condition(right), span);
    }
    BinaryOperator operator = operator(spelling);
    boolean anyPointer = left.type().isPointer() || right.type().isPointer();
    if (anyPointer && left.type().isScalar() && right.type().isScalar()) {
      return withPointer(operator, spelling, left, right, span);
    }
    if (!takes(operator, left.type()) || !takes(operator, right.type())) {
      return conversions.mismatch(spelling, left.type(), right.type(), span);
    }
    return arithmetic(operator, left, right, span);
  }

  private Expression withPointer(
      BinaryOperator operator, String spelling, Expression left, Expression right, Span span) {
    if (operator.isComparison()) {
      return pointers.compare(operator, spelling, left, right, span);
    }
    if (operator == BinaryOperator.ADD && right.type().isInteger()) {
      return pointers.add(left, right, false, span);
    }
    if (operator == BinaryOperator.ADD && left.type().isInteger()) {
      return pointers.add(right, left, false, span);
    }
    if (operator == BinaryOperator.SUBTRACT && right.type().isInteger()) {
      return pointers.add(left, right, true, span);
    }
    if (operator == BinaryOperator.SUBTRACT
        && left.type().isPointer()
        && right.type().isPointer()) {
      return pointers.difference(left, right, span);
    }
    return conversions.mismatch(spelling, left.type(), right.type(), span);
  }

  private static boolean takes(BinaryOperator operator, Type type) {
    return switch (operator) {
      case REMAINDER, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> type.isInteger();
      default -> type.isArithmetic();
    };
  }

  private Expression arithmetic(
      BinaryOperator operator, Expression left, Expression right, Span span) {
    Expression a = conversions.promote(left);
    Expression b = conversions.promote(right);
    if (isShift(operator)) {
      checkShift(a.type(), b, span);
      Expression count = conversions.convert(b, IntegerType.INT);
      Expression whole = whole(a);
      return folder.convert(
          folder.binary(operator, whole, count, whole.type(), span), a.type(), span);
    }
    Type common = Conversions.common(a.type(), b.type());
    a = conversions.convert(a, common);
    b = conversions.convert(b, common);
    checkDivisor(operator, b, span);
    Expression x = whole(a);
    Expression y = whole(b);
    return operator.isComparison()
        ? folder.binary(operator, x, y, IntegerType.INT, span)
        : folder.convert(folder.binary(operator, x, y, x.type(), span), common, span);
  }

  private static boolean isShift(BinaryOperator operator) {
    return operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
  }

  private void checkShift(Type type, Expression count, Span span) {
    if (count instanceof Constant constant
        && (constant.value() < 0 || constant.value() >= 8L * type.size())) {
      diagnostics.warn(
          span,
          Message.of(
              "cc.type.shift",
              code("count", Long.toString(constant.value())),
              decimal("bits", 8 * type.size())));
    }
  }

  private void checkDivisor(BinaryOperator operator, Expression divisor, Span span) {
    boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
    if (divides && divisor instanceof Constant constant && constant.value() == 0) {
      diagnostics.warn(span, Message.of("cc.type.divide.zero"));
    }
  }

  /** {@code target op= value}; the result is the new value or, for a postfix operator, the old. */
  public Expression update(
      String spelling, Expression.Place target, Expression value, boolean result, Span span) {
    Type type = target.type().type();
    if (Wrong.within(type) || Wrong.within(value.type())) {
      return Wrong.expression(span);
    }
    BinaryOperator operator = operator(spelling);
    boolean sum = operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
    if (type.isPointer() && sum && value.type().isInteger()) {
      Expression old = new Expression.Read(target, type, span);
      Expression distance = pointers.distance(old, value, span);
      return Wrong.is(distance.type())
          ? distance
          : new Expression.Update(target, operator, distance, result, type, span);
    }
    if (!takes(operator, type) || !takes(operator, value.type())) {
      return conversions.mismatch(spelling + "=", type, value.type(), span);
    }
    Expression old = conversions.promote(new Expression.Read(target, type, span));
    Expression right = conversions.promote(value);
    if (isShift(operator)) {
      checkShift(old.type(), right, span);
      right = conversions.convert(right, IntegerType.INT);
    } else {
      right = conversions.convert(right, Conversions.common(old.type(), right.type()));
      checkDivisor(operator, right, span);
    }
    return new Expression.Update(target, operator, right, result, type, span);
  }
}
