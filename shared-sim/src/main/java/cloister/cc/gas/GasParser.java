package cloister.cc.gas;

import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Span;
import cloister.bits.Ascii;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads assembly text. One parser serves one object: numbered labels and symbols with numbers are
 * remembered from one text to the next.
 */
public final class GasParser {
  private final Mnemonics mnemonics;
  private final Diagnostics diagnostics;
  private final Map<String, Amount> definitions = new TreeMap<>();
  private final Map<String, Integer> numbered = new TreeMap<>();
  private final List<Item> out = new ArrayList<>();
  private final Names names = new Names();
  private final Directives directives = new Directives(names, names, out);
  private int places;

  public GasParser(InstructionSet set, Diagnostics diagnostics) {
    mnemonics = new Mnemonics(set);
    this.diagnostics = diagnostics;
  }

  /**
   * What a text says; its problems are reported.
   *
   * @param span where the text stands, for a template inside a C source
   */
  public List<Item> parse(String text, Span span) {
    out.clear();
    for (Statements.Statement statement : Statements.of(text)) {
      read(statement.text(), span);
    }
    return List.copyOf(out);
  }

  /** What a file says, with a position for each of its lines. */
  public List<Item> parseFile(String fileName, String text) {
    out.clear();
    for (Statements.Statement statement : Statements.of(text)) {
      Span span = new Span(fileName, statement.line(), 1, statement.text().length());
      out.add(new Item.Position(span));
      read(statement.text(), span);
    }
    return List.copyOf(out);
  }

  private void read(String text, Span span) {
    try {
      statement(new Scanner(text), List.of());
    } catch (GasError error) {
      diagnostics.error(span, error.message());
    }
  }

  private void statement(Scanner in, List<String> prefixes) throws GasError {
    if (in.atEnd()) {
      return;
    }
    int start = in.position();
    String word = in.peek() >= '0' && in.peek() <= '9' ? in.alphanumeric() : in.word();
    if (in.take(":")) {
      label(word);
      statement(in, prefixes);
    } else if (in.peek() == '=' && in.peek(1) != '=') {
      in.expect("=");
      names.define(word, new Expressions(in, names).expression());
    } else if (word.startsWith(".") && prefixes.isEmpty()) {
      directives.directive(word, in);
    } else {
      instruction(Ascii.lower(word), in, prefixes, start);
    }
  }

  private void instruction(String word, Scanner in, List<String> prefixes, int start)
      throws GasError {
    String prefix = InstructionReader.prefix(word);
    if (prefix.isEmpty()) {
      out.add(new InstructionReader(mnemonics, names).read(prefixes, word, in));
      return;
    }
    List<String> more = new ArrayList<>(prefixes);
    more.add(prefix);
    if (in.atEnd()) {
      out.add(new Item.Instruction(more, "", List.of()));
    } else {
      statement(in, more);
    }
  }

  private void label(String word) {
    boolean number = word.charAt(0) >= '0' && word.charAt(0) <= '9';
    if (number) {
      int next = numbered.getOrDefault(word, 0) + 1;
      numbered.put(word, next);
      out.add(new Item.Label(numberedName(word, next)));
    } else {
      out.add(new Item.Label(word));
    }
  }

  private static String numberedName(String digits, int count) {
    return ".L" + digits + "$" + count;
  }

  /** Symbols and labels of this parser. */
  private final class Names implements Expressions.Symbols, Directives.Definitions {
    @Override
    public Amount symbol(String name) {
      return definitions.getOrDefault(name, Amount.of(name));
    }

    @Override
    public Amount here() {
      String label = ".Lhere$" + places++;
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
    public void define(String name, Amount value) {
      definitions.put(name, value);
      if (value.minus().isEmpty()) {
        out.add(new Item.Equate(name, value.symbol(), value.number()));
      }
    }

    @Override
    public boolean isDefined(String name) {
      return definitions.containsKey(name);
    }
  }
}
