package cloister.cc.check;

/**
 * An operand constraint of inline assembly (GCC's manual, Constraints). Of several alternatives the
 * first counts.
 *
 * @param text the first alternative, with {@code =}, {@code +} and {@code &}
 */
record AssemblyConstraint(String text) {
  /** Letters of the i386, and those that every processor has. */
  private static final String LETTERS = "rqQabcdSDAmoVgXiInNJKLMOGCEFHstuflRpP<>";

  private static final String GENERAL = "rqQRlgX";
  private static final String FIXED = "abcdSDA";
  private static final String MEMORY = "moV<>";
  private static final String ANYWHERE = MEMORY + "gX";
  private static final String IMMEDIATE = "iInNJKLMOGCEFHs";
  private static final String CONDITION = "=@cc";

  /** Bits of the registers that a constraint can ask for by name. */
  static final int TOP = 1 << 8;

  static final int SECOND = 1 << 9;

  static AssemblyConstraint of(String written) {
    int comma = written.indexOf(',');
    return new AssemblyConstraint(comma < 0 ? written : written.substring(0, comma));
  }

  boolean writes() {
    return text.startsWith("=") || text.startsWith("+");
  }

  boolean readsToo() {
    return text.startsWith("+");
  }

  boolean early() {
    return text.indexOf('&') >= 0;
  }

  /** A letter without a meaning here, or empty. */
  String unknownLetter() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && "=+&%*?!#^$ ".indexOf(c) < 0 && LETTERS.indexOf(c) < 0) {
        return text.substring(i, i + 1);
      }
    }
    return "";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  boolean has(String some) {
    for (int i = 0; i < text.length(); i++) {
      if (some.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** True when its letters are all among some, and there is one. */
  private boolean onlyOf(String some) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((isDigit(c) || LETTERS.indexOf(c) >= 0) && some.indexOf(c) < 0) {
        return false;
      }
    }
    return has(some);
  }

  boolean isMemory() {
    return onlyOf(MEMORY);
  }

  boolean isImmediate() {
    return onlyOf(IMMEDIATE);
  }

  boolean takesImmediate() {
    return has(IMMEDIATE) || has("gX");
  }

  /** True when memory will do too. */
  boolean takesMemory() {
    return has(ANYWHERE);
  }

  boolean takesGeneral() {
    return has(GENERAL);
  }

  boolean takesReal() {
    return has("tuf");
  }

  boolean isCondition() {
    return text.startsWith(CONDITION);
  }

  /** True for {@code =@cc} with a condition of the i386 behind it. */
  boolean isKnownCondition() {
    return switch (text.substring(CONDITION.length())) {
      case "a", "ae", "b", "be", "c", "e", "z", "g", "ge", "l", "le", "o", "p", "s" -> true;
      case "na", "nae", "nb", "nbe", "nc", "ne", "nz", "ng", "nge", "nl", "nle" -> true;
      case "no", "np", "ns" -> true;
      default -> false;
    };
  }

  /** The number of the output whose place it shares, or -1; too large a number is kept large. */
  int tied() {
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c) && value < 1000) {
        value = Math.max(value, 0) * 10 + c - '0';
      }
    }
    return value;
  }

  /** The registers that it names as the only ones, a set of bits; 0 when it leaves a choice. */
  int registers() {
    if (takesGeneral()) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      int number = FIXED.indexOf(text.charAt(i));
      if (number >= 0) {
        return text.charAt(i) == 'A'
            ? 1 << FIXED.indexOf('a') | 1 << FIXED.indexOf('d')
            : 1 << number;
      }
    }
    return 0;
  }

  /** True for the pair of EDX and EAX. */
  boolean isPair() {
    return has("A");
  }

  /** True when a constant may stand in an instruction that the letters describe. */
  boolean allows(long value) {
    boolean any = has("ingseXCEFGH");
    boolean small =
        has("I") && value >= 0 && value < 32
            || has("J") && value >= 0 && value < 64
            || has("K") && value == (byte) value
            || has("L") && (value == 0xFF || value == 0xFFFF)
            || has("M") && value >= 0 && value < 4
            || has("N") && value >= 0 && value < 256
            || has("O") && value >= 0 && value < 128;
    boolean fits = value == (int) value || value >>> 32 == 0;
    return fits && (any || small);
  }

  /** The same with other letters. */
  AssemblyConstraint with(String letters) {
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if ("=+&".indexOf(text.charAt(i)) >= 0) {
        other.append(text.charAt(i));
      }
    }
    return new AssemblyConstraint(other.append(letters).toString());
  }
}
