package cloister.cc.gas;

import cloister.cc.code.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the words with a dot do (GNU as manual, chapter 7). */
final class Directives {
  private static final int MOST_BYTES = 64 << 20;

  private final Expressions.Symbols symbols;
  private final Definitions definitions;
  private final List<Item> out;
  private final Deque<Item.Section> pushed = new ArrayDeque<>();
  private Item.Section current = Item.Section.TEXT;
  private Item.Section previous = Item.Section.TEXT;

  Directives(Expressions.Symbols symbols, Definitions definitions, List<Item> out) {
    this.symbols = symbols;
    this.definitions = definitions;
    this.out = out;
  }

  /** Takes names that are numbers. */
  interface Definitions {
    void define(String name, Amount value);

    boolean isDefined(String name);
  }

  void directive(String word, Scanner in) throws GasError {
    switch (word) {
      case ".globl", ".global" -> bind(in, Item.Binding.GLOBAL);
      case ".weak" -> bind(in, Item.Binding.WEAK);
      case ".local" -> bind(in, Item.Binding.LOCAL);
      case ".text" -> enter(Item.Section.TEXT);
      case ".data" -> enter(Item.Section.DATA);
      case ".bss" -> enter(Item.Section.BSS);
      case ".section" -> enter(section(in));
      case ".pushsection" -> {
        pushed.push(current);
        enter(section(in));
      }
      case ".popsection" -> enter(pushed.isEmpty() ? Item.Section.TEXT : pushed.pop());
      case ".previous" -> enter(previous);
      case ".byte" -> data(in, 1);
      case ".word", ".short", ".hword", ".value", ".2byte" -> data(in, 2);
      case ".long", ".int", ".4byte" -> data(in, 4);
      case ".quad", ".8byte" -> data(in, 8);
      case ".ascii" -> strings(in, false);
      case ".asciz", ".string" -> strings(in, true);
      case ".space", ".skip" -> space(in);
      case ".zero" -> out.add(new Item.Space(size(in), 0));
      case ".fill" -> fill(in);
      case ".align", ".balign" -> align(in, false);
      case ".p2align" -> align(in, true);
      case ".set", ".equ" -> set(in);
      case ".comm" -> common(in, true);
      case ".lcomm" -> common(in, false);
      case ".type" -> type(in);
      case ".size" -> sizeOf(in);
      case ".code16", ".code16gcc" -> out.add(new Item.CodeSize(16));
      case ".code32" -> out.add(new Item.CodeSize(32));
      case ".org" -> origin(in);
      default -> ignore(word);
    }
  }

  private static void ignore(String word) throws GasError {
    boolean harmless =
        word.startsWith(".cfi_")
            || switch (word) {
              case ".file",
                  ".ident",
                  ".loc",
                  ".hidden",
                  ".internal",
                  ".protected",
                  ".arch",
                  ".att_syntax",
                  ".end",
                  ".title",
                  ".stabs",
                  ".stabn" ->
                  true;
              default -> false;
            };
    if (!harmless) {
      throw GasComplaint.unknownDirective(word);
    }
  }

  private Amount expression(Scanner in) throws GasError {
    return new Expressions(in, symbols).expression();
  }

  private int size(Scanner in) throws GasError {
    long size = expression(in).constant();
    if (size < 0 || size > MOST_BYTES) {
      throw GasComplaint.number(Long.toString(size));
    }
    return (int) size;
  }

  private void bind(Scanner in, Item.Binding binding) throws GasError {
    do {
      out.add(new Item.Visibility(in.word(), binding));
    } while (in.take(","));
  }

  private void enter(Item.Section section) {
    previous = current;
    current = section;
    out.add(section);
  }

  private static Item.Section section(Scanner in) throws GasError {
    String name = in.peek() == '"' ? cloister.codec.Utf8.decode(in.string()) : sectionName(in);
    String flags = usualFlags(name);
    boolean noBits = name.equals(".bss") || name.startsWith(".bss.");
    if (in.take(",")) {
      flags = in.peek() == '"' ? cloister.codec.Utf8.decode(in.string()) : flags;
      if (in.take(",")) {
        noBits = in.rest().contains("nobits");
      }
    }
    return new Item.Section(name, flags, noBits);
  }

  private static String sectionName(Scanner in) throws GasError {
    StringBuilder name = new StringBuilder(in.word());
    while (in.take("-")) {
      name.append('-').append(in.alphanumeric());
    }
    return name.toString();
  }

  /** The flags that a section has by its name (GNU as manual, 7.76). */
  private static String usualFlags(String name) {
    if (name.startsWith(".text") || name.equals(".init") || name.equals(".fini")) {
      return "ax";
    }
    if (name.startsWith(".rodata")) {
      return "a";
    }
    boolean writable =
        name.startsWith(".data")
            || name.startsWith(".bss")
            || name.startsWith(".init_array")
            || name.startsWith(".fini_array");
    return writable ? "aw" : "";
  }

  private void data(Scanner in, int bytes) throws GasError {
    if (in.atEnd()) {
      return;
    }
    do {
      datum(expression(in), bytes);
    } while (in.take(","));
  }

  private void datum(Amount value, int bytes) {
    if (value.isNumber()) {
      byte[] data = new byte[bytes];
      for (int i = 0; i < bytes; i++) {
        data[i] = (byte) (value.number() >> 8 * i);
      }
      out.add(new Item.Data(data));
      return;
    }
    int field = Math.min(bytes, 4);
    int number = (int) value.number();
    if (value.minus().isEmpty()) {
      out.add(new Item.SymbolData(value.symbol(), number, field, false));
    } else {
      out.add(new Item.Difference(value.symbol(), value.minus(), number, field));
    }
    if (bytes > field) {
      out.add(new Item.Space(bytes - field, 0));
    }
  }

  private void strings(Scanner in, boolean ended) throws GasError {
    do {
      byte[] text = in.string();
      out.add(new Item.Data(text));
      if (ended) {
        out.add(new Item.Space(1, 0));
      }
    } while (in.take(","));
  }

  private void space(Scanner in) throws GasError {
    Amount amount = expression(in);
    long fill = in.take(",") ? expression(in).constant() : 0;
    if (amount.isNumber()) {
      if (amount.number() < 0 || amount.number() > MOST_BYTES) {
        throw GasComplaint.number(Long.toString(amount.number()));
      }
      out.add(new Item.Space((int) amount.number(), (int) fill));
    } else {
      out.add(new Item.SpaceTo(amount.symbol(), amount.minus(), (int) amount.number(), (int) fill));
    }
  }

  /** To an offset from the section's start, or from a label. */
  private void origin(Scanner in) throws GasError {
    Amount amount = expression(in);
    long fill = in.take(",") ? expression(in).constant() : 0;
    out.add(new Item.Origin(amount.symbol(), (int) amount.number(), (int) fill));
  }

  private void fill(Scanner in) throws GasError {
    int count = size(in);
    int bytes = in.take(",") ? (int) expression(in).constant() : 1;
    long value = in.take(",") ? expression(in).constant() : 0;
    if (bytes < 0 || bytes > 8 || (long) count * bytes > MOST_BYTES) {
      throw GasComplaint.number(Integer.toString(bytes));
    }
    for (int i = 0; i < count; i++) {
      datum(Amount.of(value), bytes);
    }
  }

  private void align(Scanner in, boolean power) throws GasError {
    long boundary = in.atEnd() ? 1 : expression(in).constant();
    boundary = power ? 1L << Math.min(boundary, 30) : boundary;
    if (boundary < 0 || boundary > 1 << 30 || (boundary & boundary - 1) != 0) {
      throw GasComplaint.number(Long.toString(boundary));
    }
    out.add(new Item.Align((int) Math.max(1, boundary)));
  }

  private void set(Scanner in) throws GasError {
    String name = in.word();
    in.expect(",");
    definitions.define(name, expression(in));
  }

  private void common(Scanner in, boolean global) throws GasError {
    String name = in.word();
    in.expect(",");
    int size = size(in);
    int alignment = in.take(",") ? size(in) : 4;
    if (!global) {
      out.add(new Item.Visibility(name, Item.Binding.LOCAL));
    }
    out.add(new Item.Common(name, size, alignment));
  }

  private void type(Scanner in) throws GasError {
    String name = in.word();
    in.take(",");
    out.add(new Item.SymbolInfo(name, in.rest().contains("function"), Item.SymbolInfo.UNKNOWN));
  }

  private void sizeOf(Scanner in) throws GasError {
    String name = in.word();
    in.expect(",");
    Amount amount = expression(in);
    int size = amount.isNumber() ? (int) amount.number() : Item.SymbolInfo.TO_HERE;
    out.add(new Item.SymbolInfo(name, true, size));
  }
}
