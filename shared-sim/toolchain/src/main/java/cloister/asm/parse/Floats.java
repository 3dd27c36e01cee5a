package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.FloatConstant;
import cloister.asm.value.FloatFormat;
import java.util.Optional;

/** Reads floating-point constants in data and in functions (NASM manual, 3.4.6). */
final class Floats {
  private Floats() {}

  /** The format that a function such as {@code __?float32?__} makes a number of. */
  static Optional<FloatFormat> function(String lower) {
    return Optional.ofNullable(
        switch (lower) {
          case "__float8__", "__?float8?__" -> FloatFormat.FLOAT8;
          case "__float16__", "__?float16?__" -> FloatFormat.FLOAT16;
          case "__bfloat16__", "__?bfloat16?__" -> FloatFormat.BFLOAT16;
          case "__float32__", "__?float32?__" -> FloatFormat.FLOAT32;
          case "__float64__", "__?float64?__" -> FloatFormat.FLOAT64;
          case "__float80m__", "__?float80m?__" -> FloatFormat.FLOAT80;
          case "__float80e__", "__?float80e?__" -> FloatFormat.FLOAT80;
          case "__float128l__", "__?float128l?__" -> FloatFormat.FLOAT128;
          case "__float128h__", "__?float128h?__" -> FloatFormat.FLOAT128;
          default -> null;
        });
  }

  /** The number that a function makes of its constant: all of its bits, or 64 of them. */
  static Optional<Expression> call(Token function, Words words, Problems problems) {
    String name = Words.lower(function.text());
    FloatFormat format = function(name).orElseThrow();
    words.take("(");
    Optional<String> bytes = bytes(words, format, problems);
    if (bytes.isEmpty() || !words.take(")")) {
      problems.error(words.span(), Complaint.expected(")"));
      return Optional.empty();
    }
    boolean upper = name.contains("80e") || name.contains("128h");
    Span span = function.span().to(words.before());
    return Optional.of(new Expression.Constant(number(bytes.get(), upper ? 8 : 0), span));
  }

  private static long number(String bytes, int from) {
    long value = 0;
    for (int i = Math.min(bytes.length(), from + 8) - 1; i >= from; i--) {
      value = value << 8 | bytes.charAt(i);
    }
    return value;
  }

  /** True when a constant stands here, perhaps after a sign. */
  static boolean startsHere(Words words) {
    int sign = words.ahead(0, "-") || words.ahead(0, "+") ? 1 : 0;
    return words.remaining() > sign && isConstant(words.peek(sign));
  }

  private static boolean isConstant(Token token) {
    return token.kind() == Token.Kind.FLOAT
        || token.isName() && FloatConstant.named(Words.lower(token.text())).isPresent();
  }

  /** Takes a constant; nothing after reporting that none stands here. */
  static Optional<String> bytes(Words words, FloatFormat format, Problems problems) {
    boolean negative = words.ahead(0, "-");
    words.take(negative ? "-" : "+");
    if (words.atEnd() || !isConstant(words.peek())) {
      problems.error(words.span(), Complaint.badFloat(words.text()));
      return Optional.empty();
    }
    Token token = words.next();
    boolean packed = FloatConstant.isPackedDecimal(token.text(), format.bytes());
    Optional<String> bytes =
        packed
            ? FloatConstant.packedDecimal(token.text(), negative)
            : constant(token).map(value -> value.bytes(format, negative));
    if (bytes.isEmpty()) {
      problems.error(token.span(), Complaint.badFloat(token.text()));
    }
    return bytes;
  }

  private static Optional<FloatConstant> constant(Token token) {
    return token.isName()
        ? FloatConstant.named(Words.lower(token.text()))
        : FloatConstant.parse(token.text());
  }
}
