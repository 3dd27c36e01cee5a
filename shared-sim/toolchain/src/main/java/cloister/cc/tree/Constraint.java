package cloister.cc.tree;

/**
 * What the operand of inline assembly asks for (GCC's manual, Constraints). Of several alternatives
 * the first counts. Registers are numbered as instructions encode them.
 *
 * @param text the first alternative as it was written
 * @param letters without what goes before them, and empty when a condition is asked for
 * @param writes true for {@code =} and {@code +}
 * @param tied the number of the output whose place it shares, or -1
 * @param condition of {@code =@cc}, as instructions are named, or empty
 */
public record Constraint(
    String text, String letters, boolean writes, boolean early, int tied, String condition) {
  /** Letters of the i386, and those that every processor has. */
  private static final String LETTERS = "rqQabcdSDAmoVgXieZnNJKLMOIGCEFHstuflRpP<>";

  private static final String MODIFIERS = "=+&%*?!#^$ ";
  private static final String GENERAL = "rqQRlgX";
  private static final String WITHOUT_BYTE = "rRlgX";
  private static final String FIXED = "acdb  SD";
  private static final String PAIR = "A";
  private static final String MEMORY = "moV<>";
  private static final String ANYWHERE = MEMORY + "gX";
  private static final String IMMEDIATE = "ieZnNJKLMOIGCEFHs";
  private static final String ADDRESS = "iesgX";
  private static final String CONDITION = "=@cc";
  private static final int LARGEST_TIE = 1000;

  /** Bits of the registers that a constraint can ask for by name. */
  public static final int TOP = 1 << 8;

  public static final int SECOND = 1 << 9;

  public static Constraint of(String written) {
    int comma = written.indexOf(',');
    String text = comma < 0 ? written : written.substring(0, comma);
    boolean writes = text.startsWith("=") || text.startsWith("+");
    if (text.startsWith(CONDITION)) {
      String condition = plainCondition(text.substring(CONDITION.length()));
      return new Constraint(text, "", writes, false, -1, condition);
    }
    StringBuilder letters = new StringBuilder();
    int tied = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        // Too large a number is kept large.
        tied = tied < LARGEST_TIE ? Math.max(tied, 0) * 10 + c - '0' : tied;
      } else if (MODIFIERS.indexOf(c) < 0) {
        letters.append(c);
      }
    }
    return new Constraint(text, letters.toString(), writes, text.indexOf('&') >= 0, tied, "");
  }

  /** The one name of a condition that has several (SDM vol. 2, B.1.4.7). */
  private static String plainCondition(String name) {
    return switch (name) {
      case "a", "nbe" -> "a";
      case "ae", "nb", "nc" -> "ae";
      case "b", "c", "nae" -> "b";
      case "be", "na" -> "be";
      case "e", "z" -> "e";
      case "ne", "nz" -> "ne";
      case "g", "nle" -> "g";
      case "ge", "nl" -> "ge";
      case "l", "nge" -> "l";
      case "le", "ng" -> "le";
      case "o", "no", "p", "np", "s", "ns" -> name;
      default -> "";
    };
  }

  /** The same with other letters. */
  public Constraint with(String others) {
    String writing = readsToo() ? "+" : writes ? "=" : "";
    return of(writing + (early ? "&" : "") + others);
  }

  /** The same without the {@code +}: what is read has an input of its own. */
  public Constraint written() {
    return of(text.replace('+', '='));
  }

  public boolean readsToo() {
    return text.startsWith("+");
  }

  public boolean isCondition() {
    return text.startsWith(CONDITION);
  }

  /** What has no meaning here, or empty. */
  public String unknown() {
    if (isCondition()) {
      return condition.isEmpty() ? text : "";
    }
    for (int i = 0; i < letters.length(); i++) {
      if (LETTERS.indexOf(letters.charAt(i)) < 0) {
        return letters.substring(i, i + 1);
      }
    }
    return "";
  }

  public boolean has(String some) {
    for (int i = 0; i < letters.length(); i++) {
      if (some.indexOf(letters.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** True when its letters are all among some, and there is one. */
  private boolean onlyOf(String some) {
    for (int i = 0; i < letters.length(); i++) {
      if (some.indexOf(letters.charAt(i)) < 0) {
        return false;
      }
    }
    return !letters.isEmpty() && tied < 0;
  }

  /** True when nothing but memory will do. */
  public boolean isMemory() {
    return onlyOf(MEMORY);
  }

  /** True when memory will do too. */
  public boolean takesMemory() {
    return has(ANYWHERE);
  }

  public boolean takesImmediate() {
    return has(IMMEDIATE) || has("gX");
  }

  /** True when any general register will do, or any with a name for its lowest byte. */
  public boolean takesGeneral() {
    return has(GENERAL);
  }

  /** True when the register's lowest byte must have a name. */
  public boolean needsByte() {
    return takesGeneral() && !has(WITHOUT_BYTE);
  }

  public boolean takesReal() {
    return has("tuf");
  }

  /** True for the second place of the x87's stack. */
  public boolean isSecond() {
    return has("u") && !has("t");
  }

  /** The registers that it names as the only ones, a set of bits; 0 when it leaves a choice. */
  public int registers() {
    if (takesGeneral()) {
      return 0;
    }
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      int number = FIXED.indexOf(letter);
      if (number >= 0) {
        return 1 << number;
      }
      if (PAIR.indexOf(letter) >= 0) {
        return 1 << FIXED.indexOf('a') | 1 << FIXED.indexOf('d');
      }
    }
    return 0;
  }

  /** True for the pair of EDX and EAX. */
  public boolean isPair() {
    return has(PAIR);
  }

  /** True when an address that only the linker knows may stand in the instruction. */
  public boolean allowsAddress() {
    return has(ADDRESS);
  }

  /** True when a constant may stand in an instruction that the letters describe. */
  public boolean allows(long value) {
    boolean any = has("insgXCEFGH") || has("e") && value == (int) value;
    boolean small =
        has("I") && value >= 0 && value < 32
            || has("J") && value >= 0 && value < 64
            || has("K") && value == (byte) value
            || has("L") && (value == 0xFF || value == 0xFFFF)
            || has("M") && value >= 0 && value < 4
            || has("N") && value >= 0 && value < 256
            || has("O") && value >= 0 && value < 128
            || has("Z") && value >= 0;
    boolean fits = value == (int) value || value >>> 32 == 0;
    return fits && (any || small);
  }
}
