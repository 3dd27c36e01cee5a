package cloister.cc.gas;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which statements count: {@code .if} and its like (GNU as manual, 7.51). */
final class Conditions {
  private final Expressions.Symbols symbols;
  private final Directives.Definitions definitions;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** One condition: whether its present part counts, and whether one has counted. */
  private static final class Frame {
    final boolean outer;
    boolean counts;
    boolean done;
    boolean last;

    Frame(boolean outer, boolean counts) {
      this.outer = outer;
      this.counts = outer && counts;
      done = this.counts || !outer;
    }
  }

  Conditions(Expressions.Symbols symbols, Directives.Definitions definitions) {
    this.symbols = symbols;
    this.definitions = definitions;
  }

  boolean counts() {
    return frames.isEmpty() || frames.peek().counts;
  }

  int depth() {
    return frames.size();
  }

  /** Forgets the conditions that a macro began and did not end. */
  void leaveTo(int depth) {
    while (frames.size() > depth) {
      frames.pop();
    }
  }

  static boolean isCondition(String word) {
    return word.startsWith(".if")
        || word.equals(".else")
        || word.equals(".elseif")
        || word.equals(".elsif")
        || word.equals(".endif");
  }

  void read(String word, Scanner in) throws GasError {
    if (word.startsWith(".if")) {
      frames.push(new Frame(counts(), counts() && holds(word, in)));
      return;
    }
    if (frames.isEmpty()) {
      throw GasComplaint.withoutBeginning(word);
    }
    Frame frame = frames.peek();
    switch (word) {
      case ".endif" -> frames.pop();
      case ".else" -> {
        frame.counts = frame.outer && !frame.done && !frame.last;
        frame.last = true;
      }
      default -> {
        boolean asked = frame.outer && !frame.done && !frame.last;
        frame.counts = asked && number(in) != 0;
        frame.done |= frame.counts;
      }
    }
  }

  private long number(Scanner in) throws GasError {
    return new Expressions(in, symbols).expression().constant();
  }

  private boolean holds(String word, Scanner in) throws GasError {
    return switch (word) {
      case ".if", ".ifne" -> number(in) != 0;
      case ".ifeq" -> number(in) == 0;
      case ".ifge" -> number(in) >= 0;
      case ".ifgt" -> number(in) > 0;
      case ".ifle" -> number(in) <= 0;
      case ".iflt" -> number(in) < 0;
      case ".ifdef" -> definitions.isDefined(in.word());
      case ".ifndef", ".ifnotdef" -> !definitions.isDefined(in.word());
      case ".ifb" -> in.rest().isBlank();
      case ".ifnb" -> !in.rest().isBlank();
      case ".ifc" -> sameText(in.rest());
      case ".ifnc" -> !sameText(in.rest());
      case ".ifeqs" -> sameStrings(in);
      case ".ifnes" -> !sameStrings(in);
      default -> throw GasComplaint.unknownDirective(word);
    };
  }

  private static boolean sameText(String text) throws GasError {
    int comma = text.indexOf(',');
    if (comma < 0) {
      throw GasComplaint.expected(",", "");
    }
    return plain(text.substring(0, comma)).equals(plain(text.substring(comma + 1)));
  }

  private static String plain(String text) {
    String bare = text.strip();
    boolean quoted = bare.length() > 1 && bare.startsWith("'") && bare.endsWith("'");
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }

  private static boolean sameStrings(Scanner in) throws GasError {
    byte[] first = in.string();
    in.expect(",");
    return java.util.Arrays.equals(first, in.string());
  }
}
