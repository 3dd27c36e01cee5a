package cloister.cc.gas;

import cloister.bits.Ascii;

/** Reads expressions (GNU as manual, chapter 6). */
final class Expressions {
  private static final int DEEPEST = 100;

  /** By precedence, the loosest first; longer symbols before their beginnings. */
  private static final String[][] LEVELS = {
    {"||"},
    {"&&"},
    {"==", "!=", "<>", "<=", ">=", "<", ">", "+", "-"},
    {"|", "^", "&", "!"},
    {"*", "/", "%", "<<", ">>"}
  };

  private final Symbols symbols;
  private final Scanner in;
  private int depth;

  Expressions(Scanner in, Symbols symbols) {
    this.in = in;
    this.symbols = symbols;
  }

  /** What names mean while a source is read. */
  interface Symbols {
    /** The number of a symbol that is one, else the symbol itself. */
    Amount symbol(String name);

    /** The label in front of the present statement. */
    Amount here();

    /** The label that {@code 1f} or {@code 1b} means. */
    Amount numbered(String digits, boolean forward) throws GasError;
  }

  Amount expression() throws GasError {
    if (++depth > DEEPEST) {
      throw GasComplaint.tooDeep();
    }
    Amount value = level(0);
    depth--;
    return value;
  }

  private Amount level(int level) throws GasError {
    if (level == LEVELS.length) {
      return unary();
    }
    Amount left = level(level + 1);
    while (true) {
      String operator = operator(level);
      if (operator.isEmpty()) {
        return left;
      }
      left = apply(operator, left, level(level + 1));
    }
  }

  private String operator(int level) {
    for (String symbol : LEVELS[level]) {
      boolean doubled =
          symbol.length() == 1 && in.peek(1) == symbol.charAt(0) && "|&<>".contains(symbol);
      boolean compares = symbol.equals("!") && in.peek(1) == '=';
      if (!doubled && !compares && in.take(symbol)) {
        return symbol;
      }
    }
    return "";
  }

  private static Amount apply(String operator, Amount left, Amount right) throws GasError {
    switch (operator) {
      case "+" -> {
        return left.plus(right);
      }
      case "-" -> {
        return left.plus(right.negated());
      }
      default -> {
        return Amount.of(number(operator, left.constant(), right.constant()));
      }
    }
  }

  private static long number(String operator, long a, long b) throws GasError {
    if ((operator.equals("/") || operator.equals("%")) && b == 0) {
      throw GasComplaint.division();
    }
    return switch (operator) {
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      case "<<" -> a << b;
      case ">>" -> a >>> b;
      case "|" -> a | b;
      case "&" -> a & b;
      case "^" -> a ^ b;
      case "!" -> a | ~b;
      case "==" -> truth(a == b);
      case "!=", "<>" -> truth(a != b);
      case "<" -> truth(a < b);
      case ">" -> truth(a > b);
      case "<=" -> truth(a <= b);
      case ">=" -> truth(a >= b);
      case "&&" -> a != 0 && b != 0 ? 1 : 0;
      default -> a != 0 || b != 0 ? 1 : 0;
    };
  }

  /** GNU's assembler has minus one for true. */
  private static long truth(boolean holds) {
    return holds ? -1 : 0;
  }

  private Amount unary() throws GasError {
    if (++depth > DEEPEST) {
      throw GasComplaint.tooDeep();
    }
    Amount value;
    if (in.take("-")) {
      value = unary().negated();
    } else if (in.take("+")) {
      value = unary();
    } else if (in.take("~")) {
      value = Amount.of(~unary().constant());
    } else if (in.peek() == '!' && in.peek(1) != '=' && in.take("!")) {
      value = Amount.of(unary().constant() == 0 ? 1 : 0);
    } else {
      value = primary();
    }
    depth--;
    return value;
  }

  private Amount primary() throws GasError {
    char c = in.peek();
    if (in.take("(")) {
      Amount value = expression();
      in.expect(")");
      return value;
    }
    if (c == '\'') {
      return Amount.of(in.character());
    }
    if (c >= '0' && c <= '9') {
      return numeral(in.alphanumeric());
    }
    if (c == '"') {
      return symbols.symbol(cloister.codec.Utf8.decode(in.string()));
    }
    if (!in.atWord()) {
      throw GasComplaint.expected("expression", in.rest());
    }
    String word = in.word();
    if (in.take("@")) {
      // The manner of the address goes with the symbol.
      return Amount.of(word + "@" + Ascii.upper(in.word()));
    }
    return word.equals(".") ? symbols.here() : symbols.symbol(word);
  }

  private Amount numeral(String text) throws GasError {
    char end = text.charAt(text.length() - 1);
    String digits = text.substring(0, text.length() - 1);
    boolean local = (end == 'f' || end == 'b') && !digits.isEmpty() && !text.startsWith("0x");
    boolean decimal = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (local && decimal && (!text.startsWith("0b") || text.length() == 2)) {
      return symbols.numbered(digits, end == 'f');
    }
    return Amount.of(number(text));
  }

  private static long number(String text) throws GasError {
    String lower = Ascii.lower(text);
    int radix = 10;
    int from = 0;
    if (lower.startsWith("0x")) {
      radix = 16;
      from = 2;
    } else if (lower.startsWith("0b")) {
      radix = 2;
      from = 2;
    } else if (lower.startsWith("0") && lower.length() > 1) {
      radix = 8;
      from = 1;
    }
    long value = 0;
    for (int i = from; i < lower.length(); i++) {
      int digit = Character.digit(lower.charAt(i), radix);
      if (digit < 0) {
        throw GasComplaint.number(text);
      }
      value = value * radix + digit;
    }
    if (from == lower.length()) {
      throw GasComplaint.number(text);
    }
    return value;
  }
}
