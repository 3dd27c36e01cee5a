package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression.Binary;
import cloister.cc.link.script.Expression.Constant;
import cloister.cc.link.script.Expression.Symbol;

/** Reads expressions: C's operators and the linker's functions (ld manual, 3.10). */
final class ExpressionParser {
  private static final int DEEPEST = 100;
  private static final long PAGE = 0x1000;

  /** By precedence, the loosest first; longer signs before their beginnings. */
  private static final String[][] LEVELS = {
    {"||"},
    {"&&"},
    {"|"},
    {"^"},
    {"&"},
    {"==", "!="},
    {"<=", ">=", "<", ">"},
    {"<<", ">>"},
    {"+", "-"},
    {"*", "/", "%"}
  };

  private final ScriptText in;
  private int depth;

  ExpressionParser(ScriptText in) {
    this.in = in;
  }

  Expression expression() throws ScriptError {
    enter();
    Expression condition = level(0);
    Expression value = condition;
    if (in.take("?")) {
      Expression then = expression();
      in.expect(":");
      value = new Expression.Conditional(condition, then, expression());
    }
    depth--;
    return value;
  }

  private void enter() throws ScriptError {
    if (++depth > DEEPEST) {
      throw ScriptError.tooDeep(in.here());
    }
  }

  private Expression level(int level) throws ScriptError {
    if (level == LEVELS.length) {
      return unary();
    }
    Expression left = level(level + 1);
    while (true) {
      Span span = in.here();
      String operator = operator(level);
      if (operator.isEmpty()) {
        return left;
      }
      left = new Binary(operator, left, level(level + 1), span);
    }
  }

  private String operator(int level) throws ScriptError {
    for (String sign : LEVELS[level]) {
      char next = in.peek(sign.length());
      boolean single = sign.length() == 1;
      boolean doubled = single && "|&<>".contains(sign) && next == sign.charAt(0);
      boolean assigns = next == '=' && !sign.equals("==") && !sign.equals("!=") && !isOrder(sign);
      if (!doubled && !assigns && in.take(sign)) {
        return sign;
      }
    }
    return "";
  }

  /** Signs that end in an equals sign themselves when one follows. */
  private static boolean isOrder(String sign) {
    return sign.equals("<=") || sign.equals(">=");
  }

  private Expression unary() throws ScriptError {
    for (String sign : new String[] {"-", "~", "!"}) {
      if (in.take(sign)) {
        return new Expression.Unary(sign, nested());
      }
    }
    if (in.take("+")) {
      return nested();
    }
    return primary();
  }

  private Expression nested() throws ScriptError {
    enter();
    Expression value = unary();
    depth--;
    return value;
  }

  private Expression primary() throws ScriptError {
    if (in.take("(")) {
      Expression value = expression();
      in.expect(")");
      return value;
    }
    if (Character.isDigit(in.peek()) || in.peek() == '$') {
      return new Constant(number(in.here(), in.numeral()));
    }
    if (!in.atName()) {
      throw in.expected("expression");
    }
    Span span = in.here();
    boolean quoted = in.peek() == '"';
    String name = in.name();
    if (!quoted && in.peek() == '(') {
      return function(name, span);
    }
    boolean headers = name.equals("SIZEOF_HEADERS") || name.equals("sizeof_headers");
    return headers ? new Expression.SizeOfHeaders() : new Symbol(name, span);
  }

  /** {@code 0x10}, {@code 010}, {@code 10}, {@code 10h}, {@code $10}, with K or M behind. */
  static long number(Span span, String text) throws ScriptError {
    String digits = text;
    long unit = 1;
    char last = text.charAt(text.length() - 1);
    if (last == 'K' || last == 'k' || last == 'M' || last == 'm') {
      unit = last == 'K' || last == 'k' ? 1 << 10 : 1 << 20;
      digits = digits.substring(0, digits.length() - 1);
    }
    int radix = 10;
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (digits.startsWith("$")) {
      radix = 16;
      digits = digits.substring(1);
    } else if (last == 'h' || last == 'H') {
      radix = 16;
      digits = digits.substring(0, digits.length() - 1);
    } else if (digits.startsWith("0") && digits.length() > 1) {
      radix = 8;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || digits.length() > 20) {
        throw ScriptError.number(span, text);
      }
      value = value * radix + digit;
    }
    if (digits.isEmpty()) {
      throw ScriptError.number(span, text);
    }
    return value * unit;
  }

  private Expression function(String name, Span span) throws ScriptError {
    in.expect("(");
    Expression value =
        switch (name) {
          case "SIZEOF", "ADDR", "LOADADDR", "ALIGNOF" ->
              new Expression.OfSection(name, in.pattern(), span);
          case "ORIGIN", "LENGTH" -> new Expression.OfRegion(name, in.name(), span);
          case "DEFINED" -> new Expression.Defined(in.name());
          case "CONSTANT" -> constant();
          case "SEGMENT_START" -> {
            in.pattern();
            in.expect(",");
            yield expression();
          }
          case "ASSERT" -> throw ScriptError.unsupported(span, name);
          default -> ofValues(name, span);
        };
    in.expect(")");
    return value;
  }

  private Expression constant() throws ScriptError {
    Span span = in.here();
    String name = in.name();
    return switch (name) {
      case "MAXPAGESIZE", "COMMONPAGESIZE" -> new Constant(PAGE);
      default -> throw ScriptError.unknown(span, name);
    };
  }

  private Expression ofValues(String name, Span span) throws ScriptError {
    if (!isFunction(name)) {
      throw ScriptError.unknown(span, name);
    }
    Expression first = expression();
    Expression here = new Symbol(Symbol.HERE, span);
    return switch (name) {
      case "ABSOLUTE", "LOG2CEIL" -> new Expression.Unary(name, first);
      case "BLOCK", "NEXT" -> new Expression.Align(here, first);
      case "DATA_SEGMENT_END" -> first;
      case "MAX", "MIN" -> {
        in.expect(",");
        yield new Binary(name, first, expression(), span);
      }
      case "DATA_SEGMENT_ALIGN" -> {
        in.expect(",");
        expression();
        Binary rest = new Binary("-", first, new Constant(1), span);
        Binary within = new Binary("&", here, rest, span);
        yield new Binary("+", new Expression.Align(here, first), within, span);
      }
      case "DATA_SEGMENT_RELRO_END" -> {
        in.expect(",");
        yield expression();
      }
      default ->
          in.take(",")
              ? new Expression.Align(first, expression())
              : new Expression.Align(here, first);
    };
  }

  private static boolean isFunction(String name) {
    return switch (name) {
      case "ABSOLUTE",
          "LOG2CEIL",
          "BLOCK",
          "NEXT",
          "ALIGN",
          "MAX",
          "MIN",
          "DATA_SEGMENT_ALIGN",
          "DATA_SEGMENT_END",
          "DATA_SEGMENT_RELRO_END" ->
          true;
      default -> false;
    };
  }
}
