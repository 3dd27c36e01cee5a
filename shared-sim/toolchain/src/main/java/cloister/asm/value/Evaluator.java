package cloister.asm.value;

import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;

/**
 * Computes expressions, with 64-bit arithmetic as NASM does (NASM manual, 3.5); a shift counts
 * modulo 64, as the processor does.
 */
public final class Evaluator {
  private final Scope scope;
  private final Problems problems;

  public Evaluator(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  public Value value(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant -> Value.of(constant.value());
      case Expression.Symbol symbol -> scope.symbol(symbol.name(), symbol.span());
      case Expression.Named named -> Value.of(new Base.InRegister(named.register()), 0);
      case Expression.Here _ -> scope.here();
      case Expression.SectionStart _ -> scope.sectionStart();
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Conditional conditional -> conditional(conditional);
    };
  }

  private Value conditional(Expression.Conditional conditional) {
    Value condition = value(conditional.condition());
    if (!numbers(condition, condition, "?", conditional.span())) {
      return Value.UNKNOWN;
    }
    return value(condition.number() != 0 ? conditional.yes() : conditional.no());
  }

  private Value unary(Expression.Unary unary) {
    Value operand = value(unary.operand());
    String operator = unary.operator();
    if (operator.equals("+")) {
      return operand;
    }
    if (operator.equals("-")) {
      return operand.times(-1);
    }
    if (!numbers(operand, operand, operator, unary.span())) {
      return Value.UNKNOWN;
    }
    return Value.of(operator.equals("~") ? ~operand.number() : truth(operand.number() == 0));
  }

  private Value binary(Expression.Binary binary) {
    Value left = value(binary.left());
    Value right = value(binary.right());
    String operator = binary.operator();
    return switch (operator) {
      case "+" -> left.plus(right);
      case "-" -> left.minus(right);
      case "*" -> product(left, right, binary.span());
      case "=", "==", "!=", "<>", "<", ">", "<=", ">=" -> comparison(left, right, binary);
      default ->
          numbers(left, right, operator, binary.span())
              ? scalar(operator, left.number(), right.number(), binary.right().span())
              : Value.UNKNOWN;
    };
  }

  private Value product(Value left, Value right, Span span) {
    if (left.terms().isEmpty()) {
      return left.unknown() ? Value.UNKNOWN : right.times(left.number());
    }
    if (right.terms().isEmpty()) {
      return right.unknown() ? Value.UNKNOWN : left.times(right.number());
    }
    if (!left.unknown() && !right.unknown()) {
      problems.error(span, Complaint.needsNumbers("*"));
    }
    return Value.UNKNOWN;
  }

  /**
   * Compares by the difference. Only where a number is left of it, one side can be the greater; but
   * whether both are the same can be asked of everything, registers and addresses too.
   */
  private Value comparison(Value left, Value right, Expression.Binary binary) {
    Value difference = left.minus(right);
    if (difference.unknown()) {
      return Value.UNKNOWN;
    }
    boolean same = difference.isNumber() && difference.number() == 0;
    return switch (binary.operator()) {
      case "=", "==" -> Value.of(truth(same));
      case "!=", "<>" -> Value.of(truth(!same));
      default ->
          numbers(difference, difference, binary.operator(), binary.span())
              ? Value.of(truth(inOrder(binary.operator(), difference.number())))
              : Value.UNKNOWN;
    };
  }

  private static boolean inOrder(String operator, long difference) {
    return switch (operator) {
      case "<" -> difference < 0;
      case ">" -> difference > 0;
      case "<=" -> difference <= 0;
      case ">=" -> difference >= 0;
      default -> throw new IllegalStateException("operator " + operator);
    };
  }

  private Value scalar(String operator, long a, long b, Span divisor) {
    boolean divides = operator.startsWith("/") || operator.startsWith("%");
    if (divides && b == 0) {
      problems.error(divisor, Complaint.divisionByZero());
      return Value.UNKNOWN;
    }
    return Value.of(
        switch (operator) {
          case "&" -> a & b;
          case "|" -> a | b;
          case "^" -> a ^ b;
          case "&&" -> truth(a != 0 && b != 0);
          case "||" -> truth(a != 0 || b != 0);
          case "^^" -> truth(a != 0 != (b != 0));
          case "<<", "<<<" -> a << b;
          case ">>" -> a >>> b;
          case ">>>" -> a >> b;
          case "/" -> Long.divideUnsigned(a, b);
          case "%" -> Long.remainderUnsigned(a, b);
          case "//" -> b == -1 ? -a : a / b;
          case "%%" -> b == -1 ? 0 : a % b;
          default -> throw new IllegalStateException("operator " + operator);
        });
  }

  private boolean numbers(Value left, Value right, String operator, Span span) {
    if (left.unknown() || right.unknown()) {
      return false;
    }
    boolean scalars = left.terms().isEmpty() && right.terms().isEmpty();
    if (!scalars) {
      problems.error(span, Complaint.needsNumbers(operator));
    }
    return scalars;
  }

  private static long truth(boolean condition) {
    return condition ? 1 : 0;
  }
}
