package cloister.cc.random;

import cloister.cc.random.Scope.Array;
import cloister.cc.random.Scope.Place;
import cloister.cc.random.Scope.Pointer;

/**
 * Writes expressions without side effects and without undefined behaviour: shifts and divisors are
 * bounded, and what could overflow is done in unsigned types.
 */
final class Expressions {
  private final Dice dice;
  private final Scope scope;

  Expressions(Dice dice, Scope scope) {
    this.dice = dice;
    this.scope = scope;
  }

  /** An expression of a type that it chooses. */
  Expression any(int depth) {
    if (depth <= 0 || dice.chance(8)) {
      return operand(depth);
    }
    return switch (dice.below(15)) {
      case 0, 1, 2, 3 -> arithmetic(depth);
      case 4, 5 -> bitwise(depth);
      case 6, 7 -> division(depth);
      case 8 -> shift(depth);
      case 9 -> comparison(depth);
      case 10 -> logical(depth);
      case 11 -> conditional(depth);
      case 12 -> cast(depth);
      case 13 -> unary(depth);
      default -> rest(depth);
    };
  }

  /** The text of an expression that has been cast to this type. */
  String as(Kind kind, int depth) {
    return "(" + kind.type() + ")" + any(depth).text();
  }

  private Expression operand(int depth) {
    int choice = dice.below(10);
    if (choice < 5) {
      Place place = dice.oneOf(scope.places);
      return new Expression(place.text(), place.kind());
    }
    if (choice < 6 && !scope.arrays.isEmpty()) {
      Array array = dice.oneOf(scope.arrays);
      return new Expression(element(array, depth - 1), array.kind());
    }
    if (choice < 7 && !scope.pointers.isEmpty()) {
      Pointer pointer = dice.oneOf(scope.pointers);
      return new Expression("(*" + pointer.text() + ")", pointer.kind());
    }
    Kind kind = dice.oneOf(Kind.values());
    return new Expression(kind.constant(dice), kind);
  }

  String element(Array array, int depth) {
    return array.text() + "[" + any(depth).text() + " & " + (array.length() - 1) + "]";
  }

  private Expression arithmetic(int depth) {
    Expression a = any(depth - 1);
    Expression b = any(depth - 1);
    String operator = dice.oneOf("+", "-", "*");
    Kind kind = Kind.common(a.kind(), b.kind());
    int sum = operator.equals("*") ? a.kind().bits + b.kind().bits : 17;
    boolean small = a.kind().bits < 32 && b.kind().bits < 32 && sum < 32;
    if (!kind.signed || small) {
      return binary(a, operator, b, kind);
    }
    String through = "(" + kind.unsigned().type() + ")";
    String text = through + a.text() + " " + operator + " " + through + b.text();
    return new Expression("(" + kind.type() + ")(" + text + ")", kind).parenthesized();
  }

  private static Expression binary(Expression a, String operator, Expression b, Kind kind) {
    return new Expression("(" + a.text() + " " + operator + " " + b.text() + ")", kind);
  }

  private Expression bitwise(int depth) {
    Expression a = any(depth - 1);
    Expression b = any(depth - 1);
    return binary(a, dice.oneOf("&", "|", "^"), b, Kind.common(a.kind(), b.kind()));
  }

  private Expression division(int depth) {
    Expression a = any(depth - 1);
    String operator = dice.oneOf("/", "%");
    if (dice.chance(40)) {
      Kind kind = dice.oneOf(Kind.I32, Kind.U32, Kind.I64, Kind.U64);
      String name = operator.equals("/") ? "divide_" : "rest_";
      String text = name + kind.type() + "(" + a.text() + ", " + any(depth - 1).text() + ")";
      return new Expression(text, kind);
    }
    Expression b = any(depth - 1);
    boolean negative = dice.chance(30);
    Kind kind = Kind.common(b.kind(), Kind.I32);
    String bounded = "((" + b.text() + " & 127) + " + (negative ? "2" : "1") + ")";
    Expression divisor = new Expression(negative ? "(-" + bounded + ")" : bounded, kind);
    return binary(a, operator, divisor, Kind.common(a.kind(), kind));
  }

  private Expression shift(int depth) {
    Expression a = any(depth - 1);
    Kind kind = a.kind().promoted();
    String count = "(" + any(depth - 1).text() + " & " + (kind.bits - 1) + ")";
    if (dice.chance(50)) {
      return new Expression("(" + a.text() + " >> " + count + ")", kind);
    }
    String through = "(" + kind.unsigned().type() + ")";
    String text = "(" + kind.type() + ")(" + through + a.text() + " << " + count + ")";
    return new Expression(text, kind).parenthesized();
  }

  private Expression comparison(int depth) {
    String operator = dice.oneOf("<", "<=", ">", ">=", "==", "!=");
    if (dice.chance(15)) {
      String text = "(" + real(2) + " " + operator + " " + real(2) + ")";
      return new Expression(text, Kind.I32);
    }
    return binary(any(depth - 1), operator, any(depth - 1), Kind.I32);
  }

  private Expression logical(int depth) {
    return binary(any(depth - 1), dice.oneOf("&&", "||"), any(depth - 1), Kind.I32);
  }

  private Expression conditional(int depth) {
    Expression condition = any(depth - 1);
    Expression a = any(depth - 1);
    Expression b = any(depth - 1);
    String text = "(" + condition.text() + " ? " + a.text() + " : " + b.text() + ")";
    return new Expression(text, Kind.common(a.kind(), b.kind()));
  }

  private Expression cast(int depth) {
    Kind kind = dice.oneOf(Kind.values());
    return new Expression(as(kind, depth - 1), kind).parenthesized();
  }

  private Expression unary(int depth) {
    Expression a = any(depth - 1);
    Kind kind = a.kind().promoted();
    return switch (dice.below(3)) {
      case 0 -> new Expression("(!" + a.text() + ")", Kind.I32);
      case 1 -> new Expression("(~" + a.text() + ")", kind);
      default -> negated(a, kind);
    };
  }

  private static Expression negated(Expression a, Kind kind) {
    if (!kind.signed || a.kind().bits < 32) {
      return new Expression("(-" + a.text() + ")", kind);
    }
    String zero = kind.bits == 64 ? "0ULL" : "0u";
    String through = "(" + kind.unsigned().type() + ")";
    String text = "(" + kind.type() + ")(" + zero + " - " + through + a.text() + ")";
    return new Expression(text, kind).parenthesized();
  }

  private Expression rest(int depth) {
    return switch (dice.below(4)) {
      case 0 -> {
        // Compilers differ in what a bit-field after a comma promotes to.
        Expression last = any(depth - 1);
        String text = "((void)" + any(1).text() + ", +" + last.text() + ")";
        yield new Expression(text, last.kind().promoted());
      }
      case 1 -> new Expression("((i32)tame(" + real(2) + "))", Kind.I32);
      case 2 -> {
        Expression a = any(depth - 1);
        String text = "({ " + a.kind().type() + " t_ = " + a.text() + "; t_; })";
        yield new Expression(text, a.kind());
      }
      default -> new Expression("((u32)sizeof(+" + any(1).text() + "))", Kind.U32);
    };
  }

  /** Text of an expression of type double, whose value is exact: below 2**50, in steps of 1/64. */
  String real(int depth) {
    if (depth <= 0) {
      return realOperand();
    }
    return switch (dice.below(4)) {
      case 0 -> "(" + real(depth - 1) + " + " + real(depth - 1) + ")";
      case 1 -> "(" + real(depth - 1) + " - " + real(depth - 1) + ")";
      case 2 -> "(" + realOperand() + " * " + realOperand() + ")";
      default -> "(-" + real(depth - 1) + ")";
    };
  }

  private String realOperand() {
    return switch (dice.below(3)) {
      case 0 -> "(" + dice.between(-64, 64) / 8.0 + ")";
      case 1 -> "(double)" + Kind.I16.constant(dice);
      default ->
          scope.doubles.isEmpty() || dice.chance(50)
              ? "(double)(i16)" + operand(0).text()
              : "tame(" + dice.oneOf(scope.doubles) + ")";
    };
  }
}
