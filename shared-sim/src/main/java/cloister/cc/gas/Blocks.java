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
  private static final int MOST_STATEMENTS = 2_000_000;

  private final Expressions.Symbols symbols;
  private final Conditions conditions;
  private final Sources sources;
  private final Sink sink;
  private final Map<String, Macro> macros = new LinkedHashMap<>();
  private int depth;
  private int statements;
  private int expansions;
  private boolean leaving;
  private boolean alternate;

  Blocks(
      Expressions.Symbols symbols, Directives.Definitions definitions, Sources sources, Sink sink) {
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
    statements = depth == 0 ? 0 : statements;
    for (int i = 0; i < list.size() && !leaving; i++) {
      Statement statement = list.get(i);
      try {
        if (++statements > MOST_STATEMENTS || depth > DEEPEST) {
          throw GasComplaint.tooDeep();
        }
        i = run(list, i);
      } catch (GasError error) {
        sink.error(statement, error);
        leaving |= statements > MOST_STATEMENTS || depth > DEEPEST;
      }
    }
    if (depth == 0) {
      leaving = false;
      if (conditions.depth() > outside) {
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
    enter(macro.expand(alternate ? evaluated(rest) : rest, expansions++, from));
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
        Scanner in = new Scanner(arguments.substring(at + 1));
        out.append(new Expressions(in, symbols).expression().constant());
        at = arguments.length() - in.rest().length();
      } else {
        out.append(arguments.charAt(at++));
      }
    }
    return out.toString();
  }

  private void enter(List<Statement> body) {
    depth++;
    run(body);
    depth--;
  }

  /** Passes the labels in front on, and says what is behind them. */
  private String labels(Statement statement) throws GasError {
    String text = statement.text();
    while (conditions.counts()) {
      int end = 0;
      while (end < text.length() && isLabelPart(text.charAt(end))) {
        end++;
      }
      boolean label = end > 0 && end < text.length() && text.charAt(end) == ':';
      if (!label) {
        return text;
      }
      sink.statement(text.substring(0, end + 1), statement);
      text = text.substring(end + 1).strip();
    }
    return text;
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

  /** Where the block ends that begins here. */
  private static int end(List<Statement> list, int start, String kind, String ending)
      throws GasError {
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
    List<Map<String, String>> rounds = new ArrayList<>();
    if (word.equals(".rept")) {
      long count = new Expressions(new Scanner(rest), symbols).expression().constant();
      if (count > MOST_STATEMENTS) {
        throw GasComplaint.number(Long.toString(count));
      }
      for (long i = 0; i < count; i++) {
        rounds.add(new LinkedHashMap<>());
      }
    } else {
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
      values.forEach(value -> rounds.add(round(name, value)));
    }
    for (Map<String, String> values : rounds) {
      if (!leaving) {
        enter(block.substitute(values, expansions, from));
      }
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
    enter(Statements.of(name, Utf8.decode(bytes.get())));
  }
}
