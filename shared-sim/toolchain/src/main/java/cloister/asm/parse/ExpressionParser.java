package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.FloatFormat;
import cloister.asm.value.Register;
import cloister.message.Message;
import java.util.Optional;

/** Reads expressions by precedence (NASM manual, 3.5). */
public final class ExpressionParser {
  /** Operators and brackets in one expression: bounds the depth of every walk over its tree. */
  static final int MOST_OPERATORS = 400;

  private static final int UNARY_LEVEL = 10;

  private final Words words;
  private final LabelNames labels;
  private final Problems problems;
  private int operators;

  public ExpressionParser(Words words, LabelNames labels, Problems problems) {
    this.words = words;
    this.labels = labels;
    this.problems = problems;
  }

  /** The expression that starts here, or nothing after reporting what is wrong with it. */
  public Optional<Expression> parse() {
    operators = 0;
    return conditional();
  }

  private Optional<Expression> conditional() {
    Optional<Expression> condition = binary(1);
    if (condition.isEmpty() || !words.take("?")) {
      return condition;
    }
    Optional<Expression> yes = deeper() ? conditional() : Optional.empty();
    if (yes.isEmpty() || !expect(":")) {
      return Optional.empty();
    }
    Optional<Expression> no = conditional();
    if (no.isEmpty()) {
      return no;
    }
    Span span = condition.get().span().to(no.get().span());
    return Optional.of(new Expression.Conditional(condition.get(), yes.get(), no.get(), span));
  }

  private Optional<Expression> binary(int lowest) {
    Span start = words.span();
    Optional<Expression> left = unary();
    while (left.isPresent() && !words.atEnd()) {
      int level = level(words.peek());
      if (level < lowest) {
        break;
      }
      String operator = words.next().text();
      Optional<Expression> right = deeper() ? binary(level + 1) : Optional.empty();
      if (right.isEmpty()) {
        return right;
      }
      Span span = start.to(words.before());
      left = Optional.of(new Expression.Binary(operator, left.get(), right.get(), span));
    }
    return left;
  }

  private static int level(Token token) {
    if (token.kind() != Token.Kind.SYMBOL) {
      return 0;
    }
    return switch (token.text()) {
      case "||" -> 1;
      case "^^" -> 2;
      case "&&" -> 3;
      case "=", "==", "!=", "<>", "<", ">", "<=", ">=" -> 4;
      case "|" -> 5;
      case "^" -> 6;
      case "&" -> 7;
      case "<<", ">>", "<<<", ">>>" -> 8;
      case "+", "-" -> 9;
      case "*", "/", "//", "%", "%%" -> UNARY_LEVEL;
      default -> 0;
    };
  }

  private Optional<Expression> unary() {
    if (words.atEnd()) {
      problems.error(words.span(), Complaint.expressionMissing());
      return Optional.empty();
    }
    Token token = words.peek();
    boolean sign = token.is("-") || token.is("+") || token.is("~") || token.is("!");
    if (!sign) {
      return primary(words.next());
    }
    words.next();
    Optional<Expression> operand = deeper() ? unary() : Optional.empty();
    return operand.map(
        inner -> new Expression.Unary(token.text(), inner, token.span().to(inner.span())));
  }

  private Optional<Expression> primary(Token token) {
    return switch (token.kind()) {
      case NUMBER -> Optional.of(new Expression.Constant(token.value(), token.span()));
      case STRING -> Optional.of(new Expression.Constant(characters(token), token.span()));
      case NAME -> named(token);
      case FLOAT -> refused(token, Complaint.floatInExpression(token.text()));
      case SYMBOL -> bracketed(token);
      case MACRO -> refused(token, Complaint.unexpectedInExpression(token.text()));
      case MALFORMED, BROKEN -> refused(token, Complaint.badNumber(token.text()));
      case OPEN_STRING -> refused(token, Complaint.unterminatedString());
    };
  }

  private Optional<Expression> named(Token token) {
    Optional<FloatFormat> format = Floats.function(Words.lower(token.text()));
    boolean called = format.isPresent() && words.ahead(0, "(");
    if (called) {
      return Floats.call(token, words, problems);
    }
    if (Words.lower(token.text()).equals("seg")) {
      return refused(token, Complaint.noSegments());
    }
    return Optional.of(name(token));
  }

  private Expression name(Token token) {
    if (!token.text().startsWith("$")) {
      Optional<Register> register = Register.named(Words.lower(token.text()));
      if (register.isPresent()) {
        return new Expression.Named(register.get(), token.span());
      }
    }
    return new Expression.Symbol(labels.full(token.text()), token.span());
  }

  private Optional<Expression> bracketed(Token token) {
    if (token.is("$")) {
      return Optional.of(new Expression.Here(token.span()));
    }
    if (token.is("$$")) {
      return Optional.of(new Expression.SectionStart(token.span()));
    }
    if (!token.is("(")) {
      return refused(token, Complaint.unexpectedInExpression(token.text()));
    }
    Optional<Expression> inner = deeper() ? conditional() : Optional.empty();
    return inner.isPresent() && expect(")") ? inner : Optional.empty();
  }

  /** A character constant: the first character is the lowest byte. */
  private static long characters(Token token) {
    long value = 0;
    for (int i = Math.min(8, token.bytes().length()) - 1; i >= 0; i--) {
      value = value << 8 | token.bytes().charAt(i);
    }
    return value;
  }

  private boolean deeper() {
    operators++;
    if (operators == MOST_OPERATORS) {
      problems.error(words.span(), Complaint.expressionTooLong(MOST_OPERATORS));
    }
    return operators < MOST_OPERATORS;
  }

  private boolean expect(String symbol) {
    boolean found = words.take(symbol);
    if (!found) {
      problems.error(words.span(), Complaint.expected(symbol));
    }
    return found;
  }

  private Optional<Expression> refused(Token token, Message reason) {
    problems.error(token.span(), reason);
    return Optional.empty();
  }
}
