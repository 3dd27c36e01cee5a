package cloister.cc.gas;

import cloister.bits.Ascii;
import cloister.cc.gas.Statements.Statement;
import cloister.codec.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs through the statements of a text with its conditions, repetitions, macros and inclusions.
 */
final class Blocks {
  private static final int DEEPEST = 100;

  /** Far more than can be done, and little enough to be multiplied. */
  private static final int MANY = 1 << 30;

  private final Expressions.Symbols symbols;
  private final Conditions conditions;
  private final Sources sources;
  private final Budget budget;
  private final Sink sink;
  private final Map<String, Macro> macros = new LinkedHashMap<>();
  private int depth;
  private int expansions;
  private boolean leaving;
  private boolean alternate;

  Blocks(
      Expressions.Symbols symbols,
      Directives.Definitions definitions,
      Sources sources,
      Budget budget,
      Sink sink) {
    this.budget = budget;
    this.symbols = symbols;
    this.sources = sources;
    this.sink = sink;
    conditions = new Conditions(symbols, definitions);
  }

  /** Takes the statements that are left. */
  interface Sink {
    void statement(String text, Statement from) throws GasError;

    void error(Statement at, GasError error);
  }

  void run(List<Statement> list) {
    int outside = conditions.depth();
    for (int i = 0; i < list.size() && !leaving && !budget.isSpent(); i++) {
      Statement statement = list.get(i);
      try {
        if (depth > 0) {
          budget.statement();
        }
        i = run(list, i);
      } catch (GasError error) {
        sink.error(statement, error);
      }
    }
    if (depth == 0) {
      leaving = false;
      if (conditions.depth() > outside && !budget.isSpent()) {
        sink.error(list.getLast(), GasComplaint.unended(".if"));
      }
      conditions.leaveTo(outside);
    }
  }

  /** One statement, or a block of them; says where the last of them is. */
  private int run(List<Statement> list, int at) throws GasError {
    Statement statement = list.get(at);
    String text = labels(statement);
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(0, end);
    String rest = text.substring(end).strip();
    String lower = Ascii.lower(word);
    if (Conditions.isCondition(lower)) {
      conditions.read(lower, new Scanner(rest));
      return at;
    }
    if (!conditions.counts()) {
      return at;
    }
    switch (lower) {
      case ".macro" -> {
        int last = end(list, at, ".macro", ".endm");
        define(rest, list.subList(at + 1, last));
        return last;
      }
      case ".rept", ".irp", ".irpc" -> {
        int last = end(list, at, ".rept", ".endr");
        repeat(lower, rest, list.subList(at + 1, last), statement);
        return last;
      }
      case ".endm", ".endr" -> throw GasComplaint.withoutBeginning(lower);
      case ".exitm" -> leaving = true;
      case ".purgem" -> macros.remove(rest);
      case ".include" -> include(rest);
      case ".altmacro" -> alternate = true;
      case ".noaltmacro" -> alternate = false;
      default -> plain(word, rest, text, statement);
    }
    return at;
  }

  private void plain(String word, String rest, String text, Statement from) throws GasError {
    Macro macro = macros.get(word);
    if (macro == null) {
      if (!text.isEmpty()) {
        sink.statement(text, from);
      }
      return;
    }
    enter(macro.expand(alternate ? evaluated(rest) : rest, expansions++, from, budget));
    leaving = false;
  }

  /**
   * The arguments with numbers for the expressions behind percent signs (7.1, {@code .altmacro}).
   */
  private String evaluated(String arguments) throws GasError {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < arguments.length()) {
      boolean first = at == 0 || " ,\t".indexOf(arguments.charAt(at - 1)) >= 0;
      if (first && arguments.charAt(at) == '%') {
        Scanner in = new Scanner(arguments, at + 1);
        out.append(new Expressions(in, symbols).expression().constant());
        at = in.position();
      } else {
        out.append(arguments.charAt(at++));
      }
    }
    return out.toString();
  }

  private void enter(List<Statement> body) throws GasError {
    if (depth == DEEPEST) {
      budget.stop();
      throw GasComplaint.nestedTooDeeply();
    }
    depth++;
    run(body);
    depth--;
  }

  /** Passes the labels in front on, and says what is behind them. */
  private String labels(Statement statement) throws GasError {
    String text = statement.text();
    int start = 0;
    while (conditions.counts()) {
      int end = start;
      while (end < text.length() && isLabelPart(text.charAt(end))) {
        end++;
      }
      boolean label = end > start && end < text.length() && text.charAt(end) == ':';
      if (!label) {
        break;
      }
      sink.statement(text.substring(start, end + 1), statement);
      start = end + 1;
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
    }
    return text.substring(start);
  }

  private static boolean isLabelPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.'
        || c == '$'
        || c >= 0x80;
  }

  /** Where the block ends that begins here; one without an end has all the rest in it. */
  private int end(List<Statement> list, int start, String kind, String ending) throws GasError {
    int open = 0;
    for (int i = start; i < list.size(); i++) {
      String text = Ascii.lower(list.get(i).text());
      int from = text.startsWith(".") ? 0 : Math.max(0, text.indexOf(": ."));
      String word = text.substring(from).replace(": .", ".");
      if (begins(word, kind)) {
        open++;
      } else if (word.equals(ending) || word.startsWith(ending + " ")) {
        open--;
        if (open == 0) {
          return i;
        }
      }
    }
    leaving = true;
    throw GasComplaint.unended(kind);
  }

  private static boolean begins(String text, String kind) {
    return kind.equals(".macro")
        ? text.startsWith(".macro")
        : text.startsWith(".rept") || text.startsWith(".irp");
  }

  private void define(String rest, List<Statement> body) throws GasError {
    int end = 0;
    while (end < rest.length() && isLabelPart(rest.charAt(end))) {
      end++;
    }
    if (end == 0) {
      throw GasComplaint.expected("name", rest);
    }
    String parameters = rest.substring(end).strip();
    parameters = parameters.startsWith(",") ? parameters.substring(1) : parameters;
    String name = rest.substring(0, end);
    macros.put(
        name, new Macro(name, new MacroArguments(parameters).parameters(), List.copyOf(body)));
  }

  private void repeat(String word, String rest, List<Statement> body, Statement from)
      throws GasError {
    Macro block = new Macro(word, List.of(), List.copyOf(body));
    if (word.equals(".rept")) {
      long count = new Expressions(new Scanner(rest), symbols).expression().constant();
      expect(count, body);
      for (long i = 0; i < count && !body.isEmpty(); i++) {
        enter(block, Map.of(), from);
      }
      return;
    }
    MacroArguments in = new MacroArguments(rest);
    String name = in.argument();
    List<String> values = new ArrayList<>();
    if (word.equals(".irp")) {
      while (!in.atEnd()) {
        values.add(in.argument());
      }
    } else {
      in.argument().chars().forEach(c -> values.add(Character.toString((char) c)));
    }
    values.addAll(values.isEmpty() ? List.of("") : List.of());
    expect(values.size(), body);
    for (String value : values) {
      enter(block, round(name, value), from);
    }
  }

  /** Refuses what is too much before it is begun. */
  private void expect(long rounds, List<Statement> body) throws GasError {
    budget.expect(Math.clamp(rounds, 0L, MANY) * Repetition.size(body, MANY));
  }

  private void enter(Macro block, Map<String, String> values, Statement from) throws GasError {
    if (!leaving && !budget.isSpent()) {
      enter(block.substitute(values, expansions, from, budget));
    }
  }

  private static Map<String, String> round(String name, String value) {
    Map<String, String> round = new LinkedHashMap<>();
    round.put(name, value);
    return round;
  }

  private void include(String rest) throws GasError {
    String name = Utf8.decode(new Scanner(rest).string());
    Optional<byte[]> bytes = sources.bytes(name);
    if (bytes.isEmpty()) {
      throw GasComplaint.noFile(name);
    }
    budget.text(bytes.get().length);
    enter(Statements.of(name, Utf8.decode(bytes.get())));
  }
}
