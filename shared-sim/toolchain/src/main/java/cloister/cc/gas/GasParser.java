package cloister.cc.gas;

import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Span;
import cloister.bits.Ascii;
import cloister.cc.code.Item;
import cloister.cc.gas.Statements.Statement;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads assembly text. One parser serves one object: numbered labels, macros and symbols with
 * numbers are remembered from one text to the next.
 */
public final class GasParser {
  /** Begins the names of labels for places that have none. */
  private static final String PLACE = ".Lhere$";

  /** An instruction has no more than fifteen bytes (SDM vol. 2, 2.3.11). */
  private static final int MOST_PREFIXES = 14;

  private final Mnemonics mnemonics;
  private final Diagnostics diagnostics;
  private final Map<String, Amount> definitions = new TreeMap<>();
  private final Map<String, Integer> numbered = new TreeMap<>();
  private final Set<String> labels = new TreeSet<>();
  private final List<Item> out = new ArrayList<>();
  private final Names names = new Names();
  private final Budget budget = new Budget();
  private final Directives directives;
  private final Blocks blocks;
  private int places;

  /** Where a template stands; null while a file is read. */
  private Span template;

  private Span last = Span.NOWHERE;

  public GasParser(InstructionSet set, Diagnostics diagnostics) {
    this(set, Sources.NONE, diagnostics);
  }

  /**
   * @param sources what {@code .include} and {@code .incbin} may name
   */
  public GasParser(InstructionSet set, Sources sources, Diagnostics diagnostics) {
    mnemonics = new Mnemonics(set);
    this.diagnostics = diagnostics;
    directives = new Directives(names, names, sources, budget, out);
    blocks = new Blocks(names, names, sources, budget, new Statementwise());
  }

  /**
   * What a text says; its problems are reported.
   *
   * @param span where the text stands, for a template inside a C source
   */
  public List<Item> parse(String text, Span span) {
    template = span;
    return read("", text);
  }

  /** What a file says, with a position for each of its lines. */
  public List<Item> parseFile(String fileName, String text) {
    template = null;
    return read(fileName, text);
  }

  private List<Item> read(String fileName, String text) {
    out.clear();
    last = Span.NOWHERE;
    blocks.run(Statements.of(fileName, text));
    // What was cut short is not worth assembling.
    return budget.isSpent() ? List.of() : List.copyOf(out);
  }

  /** Makes items of statements. */
  private final class Statementwise implements Blocks.Sink {
    @Override
    public void statement(String text, Statement from) throws GasError {
      Span place = from.end(text);
      if (template == null && !place.equals(last)) {
        out.add(new Item.Position(place));
        last = place;
      }
      GasParser.this.statement(new Scanner(text));
    }

    @Override
    public void error(Statement at, GasError error) {
      diagnostics.error(template != null ? template : error.place(at), error.message());
    }
  }

  private void statement(Scanner in) throws GasError {
    while (!in.atEnd()) {
      String word = in.peek() >= '0' && in.peek() <= '9' ? in.alphanumeric() : in.word();
      if (!in.take(":")) {
        statement(word, in);
        return;
      }
      label(word);
    }
  }

  private void statement(String word, Scanner in) throws GasError {
    if (in.peek() == '=') {
      in.take("=");
      in.take("=");
      names.define(word, new Expressions(in, names).expression());
      in.expectEnd();
    } else if (word.startsWith(".")) {
      directives.directive(Ascii.lower(word), in);
    } else {
      instruction(Ascii.lower(word), in);
    }
  }

  private void instruction(String first, Scanner in) throws GasError {
    List<String> prefixes = new ArrayList<>();
    String word = first;
    String prefix = InstructionReader.prefix(word);
    while (!prefix.isEmpty() && !in.atEnd()) {
      if (prefixes.size() == MOST_PREFIXES) {
        throw GasComplaint.expected("instruction", word);
      }
      prefixes.add(prefix);
      word = Ascii.lower(in.word());
      prefix = InstructionReader.prefix(word);
    }
    if (prefix.isEmpty()) {
      out.add(new InstructionReader(mnemonics, names, directives.mode()).read(prefixes, word, in));
    } else {
      prefixes.add(prefix);
      out.add(new Item.Instruction(prefixes, "", List.of()));
    }
  }

  private void label(String word) {
    boolean number = word.charAt(0) >= '0' && word.charAt(0) <= '9';
    if (number) {
      int next = numbered.getOrDefault(word, 0) + 1;
      numbered.put(word, next);
      out.add(new Item.Label(numberedName(word, next)));
    } else {
      labels.add(word);
      out.add(new Item.Label(word));
    }
  }

  private static String numberedName(String digits, int count) {
    return ".L" + digits + "$" + count;
  }

  private static boolean isPlace(String symbol) {
    return symbol.startsWith(PLACE);
  }

  /** Symbols and labels of this parser. */
  private final class Names implements Expressions.Symbols, Directives.Definitions {
    @Override
    public Amount symbol(String name) {
      Amount value = definitions.get(name);
      // A symbol that is worth another one may be bound otherwise than that.
      boolean another =
          value != null && !value.isNumber() && value.minus().isEmpty() && !isPlace(value.symbol());
      return value == null || another ? Amount.of(name) : value;
    }

    @Override
    public Amount here() {
      String label = PLACE + places++;
      out.add(new Item.Label(label));
      return Amount.of(label);
    }

    @Override
    public Amount numbered(String digits, boolean forward) throws GasError {
      int count = GasParser.this.numbered.getOrDefault(digits, 0);
      if (!forward && count == 0) {
        throw GasComplaint.noLabel(digits + "b");
      }
      return Amount.of(numberedName(digits, forward ? count + 1 : count));
    }

    @Override
    public void define(String name, Amount value) throws GasError {
      if (name.equals(".")) {
        out.add(Directives.origin(value, 0));
        return;
      }
      definitions.put(name, value);
      if (value.minus().isEmpty()) {
        out.add(new Item.Equate(name, value.symbol(), value.number()));
      } else {
        out.add(new Item.Distance(name, value.symbol(), value.minus(), value.number()));
      }
    }

    @Override
    public boolean isDefined(String name) {
      return definitions.containsKey(name) || labels.contains(name);
    }
  }
}
