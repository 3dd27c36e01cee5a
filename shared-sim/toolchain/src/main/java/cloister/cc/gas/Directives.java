package cloister.cc.gas;

import cloister.asm.value.FloatFormat;
import cloister.bits.Bytes;
import cloister.cc.code.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the words with a dot do (GNU as manual, chapter 7). */
final class Directives {
  /** Common symbols take no room here, and no more than this elsewhere. */
  private static final int MOST_BYTES = 64 << 20;

  /** Numbers are gathered to so many bytes before they become an item. */
  private static final int GATHERED = 4096;

  private final Expressions.Symbols symbols;
  private final Definitions definitions;
  private final Sources sources;
  private final Budget budget;
  private final List<Item> out;
  private final Deque<Sections> pushed = new ArrayDeque<>();
  private Item.Section current = Item.Section.TEXT;
  private Item.Section previous = Item.Section.TEXT;
  private CodeMode mode = CodeMode.of(32);

  Directives(
      Expressions.Symbols symbols,
      Definitions definitions,
      Sources sources,
      Budget budget,
      List<Item> out) {
    this.budget = budget;
    this.symbols = symbols;
    this.definitions = definitions;
    this.sources = sources;
    this.out = out;
  }

  /** For what kind of processor instructions are at present. */
  CodeMode mode() {
    return mode;
  }

  /** Takes names that are numbers. */
  interface Definitions {
    void define(String name, Amount value) throws GasError;

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
        pushed.push(new Sections(current, previous));
        enter(section(in));
      }
      case ".popsection" -> pop();
      case ".previous" -> enter(previous);
      case ".byte" -> data(in, 1);
      case ".word", ".short", ".hword", ".value", ".2byte" -> data(in, 2);
      case ".long", ".int", ".4byte" -> data(in, 4);
      case ".quad", ".8byte" -> data(in, 8);
      case ".ascii" -> strings(in, false);
      case ".asciz", ".string" -> strings(in, true);
      case ".space", ".skip" -> space(in);
      case ".zero" -> zero(in);
      case ".fill" -> fill(in);
      case ".align", ".balign" -> align(in, false, 1);
      case ".balignw" -> align(in, false, 2);
      case ".balignl" -> align(in, false, 4);
      case ".p2align" -> align(in, true, 1);
      case ".p2alignw" -> align(in, true, 2);
      case ".p2alignl" -> align(in, true, 4);
      case ".set", ".equ" -> set(in, false);
      case ".equiv" -> set(in, true);
      case ".comm" -> common(in, true);
      case ".lcomm" -> common(in, false);
      case ".type" -> type(in);
      case ".size" -> sizeOf(in);
      case ".code16", ".code16gcc", ".code32", ".att_syntax", ".intel_syntax" -> mode(word, in);
      case ".org" -> origin(in);
      case ".hidden", ".internal" -> hide(in);
      default -> rare(word, in);
    }
    in.expectEnd();
  }

  private void rare(String word, Scanner in) throws GasError {
    switch (word) {
      case ".float", ".single" -> reals(in, FloatFormat.FLOAT32);
      case ".double" -> reals(in, FloatFormat.FLOAT64);
      case ".tfloat" -> reals(in, FloatFormat.FLOAT80);
      case ".uleb128" -> leb128(in, false);
      case ".sleb128" -> leb128(in, true);
      case ".octa" -> octas(in);
      case ".dc.b" -> data(in, 1);
      case ".dc", ".dc.w" -> data(in, 2);
      case ".dc.l", ".dc.a" -> data(in, 4);
      case ".dc.s" -> reals(in, FloatFormat.FLOAT32);
      case ".dc.d" -> reals(in, FloatFormat.FLOAT64);
      case ".incbin" -> include(in);
      case ".error" -> throw GasComplaint.failed(in.atEnd() ? word : text(in));
      case ".err" -> throw GasComplaint.failed(word);
      default -> {
        ignore(word);
        in.skip();
      }
    }
  }

  private void mode(String word, Scanner in) throws GasError {
    switch (word) {
      case ".code16" -> mode = mode.sized(16, false);
      case ".code16gcc" -> mode = mode.sized(16, true);
      case ".code32" -> mode = mode.sized(32, false);
      default -> {
        boolean intel = word.equals(".intel_syntax");
        boolean plain = in.atEnd() ? !intel : in.word().equals("noprefix");
        if (intel != plain) {
          throw GasComplaint.unknownDirective(word + (intel ? " prefix" : " noprefix"));
        }
        mode = mode.inSyntax(intel);
      }
    }
    out.add(new Item.CodeSize(mode.bits()));
  }

  private static String text(Scanner in) throws GasError {
    return cloister.codec.Utf8.decode(in.string());
  }

  private void hide(Scanner in) throws GasError {
    do {
      out.add(new Item.Hidden(in.word()));
    } while (in.take(","));
  }

  private static void ignore(String word) throws GasError {
    boolean harmless =
        word.startsWith(".cfi_")
            || switch (word) {
              case ".file",
                  ".ident",
                  ".loc",
                  ".protected",
                  ".symver",
                  ".arch",
                  ".warning",
                  ".print",
                  ".version",
                  ".line",
                  ".ln",
                  ".func",
                  ".endfunc",
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

  /** Where the text was before {@code .pushsection}. */
  private record Sections(Item.Section current, Item.Section previous) {}

  private void pop() {
    Sections before = pushed.isEmpty() ? new Sections(Item.Section.TEXT, previous) : pushed.pop();
    enter(before.current());
    previous = before.previous();
  }

  private void enter(Item.Section section) {
    previous = current;
    current = section;
    out.add(section);
  }

  private Item.Section section(Scanner in) throws GasError {
    return new SectionReader(in, new Expressions(in, symbols)).section();
  }

  /** Numbers that follow each other become one item, since there may be many. */
  private void data(Scanner in, int bytes) throws GasError {
    if (in.atEnd()) {
      return;
    }
    Bytes numbers = new Bytes();
    do {
      int labels = out.size();
      Amount value = expression(in);
      boolean splits = out.size() > labels || !value.isNumber();
      if (splits || numbers.length() >= GATHERED) {
        flush(numbers, labels);
      }
      if (value.isNumber()) {
        numbers.add(value.number(), bytes);
      } else {
        address(value, bytes);
      }
    } while (in.take(","));
    flush(numbers, out.size());
  }

  /** Numbers that were read before something else became an item. */
  private void flush(Bytes numbers, int place) {
    if (numbers.length() > 0) {
      out.add(place, new Item.Data(numbers.toArray()));
      numbers.clear();
    }
  }

  private void octas(Scanner in) throws GasError {
    do {
      int start = in.position();
      Optional<byte[]> plain = Octa.bytes(in.numeral());
      if (plain.isEmpty()) {
        in.back(start);
        Bytes extended = new Bytes();
        extended.add(expression(in).constant(), 16);
        plain = Optional.of(extended.toArray());
      }
      out.add(new Item.Data(plain.get()));
    } while (in.take(","));
  }

  private void address(Amount value, int bytes) {
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
      do {
        out.add(new Item.Data(in.string()));
      } while (!in.atEnd() && in.peek() == '"');
      if (ended) {
        out.add(new Item.Space(1, 0));
      }
    } while (in.take(","));
  }

  private void space(Scanner in) throws GasError {
    Amount amount = expression(in);
    long fill = in.take(",") ? expression(in).constant() : 0;
    if (amount.isNumber()) {
      budget.room(amount.number());
      out.add(new Item.Space((int) amount.number(), (int) fill));
    } else {
      out.add(new Item.SpaceTo(amount.symbol(), amount.minus(), (int) amount.number(), (int) fill));
    }
  }

  private void zero(Scanner in) throws GasError {
    long count = expression(in).constant();
    budget.room(count);
    out.add(new Item.Space((int) count, 0));
  }

  private void origin(Scanner in) throws GasError {
    Amount amount = expression(in);
    long fill = in.take(",") ? expression(in).constant() : 0;
    out.add(origin(amount, (int) fill));
  }

  /** To an offset from the section's start, or from a label. */
  static Item.Origin origin(Amount amount, int fill) throws GasError {
    if (!amount.minus().isEmpty()) {
      throw GasComplaint.notConstant(amount.minus());
    }
    if (amount.number() < 0 && amount.isNumber()) {
      throw GasComplaint.backwards();
    }
    if (Math.abs(amount.number()) > MOST_BYTES) {
      throw GasComplaint.tooLarge(MOST_BYTES >> 20);
    }
    return new Item.Origin(amount.symbol(), (int) amount.number(), fill);
  }

  private void fill(Scanner in) throws GasError {
    long count = expression(in).constant();
    long bytes = in.take(",") ? expression(in).constant() : 1;
    // Of eight bytes the upper four are always zero.
    long value = in.take(",") ? expression(in).constant() & 0xFFFFFFFFL : 0;
    if (bytes < 0 || bytes > 8) {
      throw GasComplaint.number(Long.toString(bytes));
    }
    budget.room(Math.min(count, Integer.MAX_VALUE) * bytes);
    Bytes data = new Bytes();
    for (long i = 0; i < count && bytes > 0; i++) {
      data.add(value, (int) bytes);
    }
    out.add(new Item.Data(data.toArray()));
  }

  /** Boundary, what it is filled with, and the most bytes; each but the first may be left out. */
  private void align(Scanner in, boolean power, int bytes) throws GasError {
    long boundary = in.atEnd() ? 1 : expression(in).constant();
    boundary = power ? 1L << Math.min(boundary, 31) : boundary;
    if (boundary < 0 || boundary > 1 << 30 || (boundary & boundary - 1) != 0) {
      throw GasComplaint.number(Long.toString(boundary));
    }
    int fill = Item.Align.USUAL;
    int most = 0;
    if (in.take(",")) {
      boolean given = !in.atEnd() && in.peek() != ',';
      fill = given ? (int) expression(in).constant() : fill;
      if (in.take(",")) {
        most = in.atEnd() ? 0 : (int) expression(in).constant();
      }
    }
    boolean filled = fill != Item.Align.USUAL;
    if (filled && bytes > 1 && fill != 0) {
      throw GasComplaint.number(Integer.toString(fill));
    }
    budget.room(Math.max(0, most > 0 ? Math.min(most, boundary - 1) : boundary - 1));
    out.add(new Item.Align((int) Math.max(1, boundary), filled ? fill & 0xFF : fill, most));
  }

  private void set(Scanner in, boolean once) throws GasError {
    String name = in.word();
    in.expect(",");
    if (once && definitions.isDefined(name)) {
      throw GasComplaint.redefined(name);
    }
    definitions.define(name, expression(in));
  }

  private void reals(Scanner in, FloatFormat format) throws GasError {
    do {
      out.add(new Item.Data(Reals.bytes(in.numeral(), format)));
    } while (in.take(","));
  }

  private void leb128(Scanner in, boolean signed) throws GasError {
    do {
      Bytes bytes = new Bytes();
      long value = expression(in).constant();
      boolean more = true;
      while (more) {
        int low = (int) value & 0x7F;
        value = signed ? value >> 7 : value >>> 7;
        boolean ends = signed && (low & 0x40) != 0 ? value == -1 : value == 0;
        more = !ends;
        bytes.add(more ? low | 0x80 : low);
      }
      out.add(new Item.Data(bytes.toArray()));
    } while (in.take(","));
  }

  /** A file's bytes, from an offset, and no more than so many. */
  private void include(Scanner in) throws GasError {
    String name = text(in);
    int skip = in.take(",") ? size(in) : 0;
    int most = in.take(",") ? size(in) : Integer.MAX_VALUE;
    byte[] bytes = sources.bytes(name).orElseThrow(() -> GasComplaint.noFile(name));
    int length = Math.min(most, bytes.length - skip);
    if (length < 0) {
      throw GasComplaint.number(Integer.toString(skip));
    }
    budget.room(length);
    byte[] part = new byte[length];
    System.arraycopy(bytes, skip, part, 0, length);
    out.add(new Item.Data(part));
  }

  private void common(Scanner in, boolean global) throws GasError {
    String name = in.word();
    in.expect(",");
    int size = size(in);
    int alignment = in.take(",") ? size(in) : usualAlignment(size, global);
    if (!global) {
      budget.room(size);
      out.add(new Item.Visibility(name, Item.Binding.LOCAL));
    }
    out.add(new Item.Common(name, size, alignment));
  }

  /** As GNU's assembler has it: by the size, up to 16 bytes, or 8 for what is local. */
  private static int usualAlignment(int size, boolean global) {
    int alignment = 1;
    while (alignment < (global ? 16 : 8) && (global ? alignment < size : 2 * alignment <= size)) {
      alignment *= 2;
    }
    return alignment;
  }

  private void type(Scanner in) throws GasError {
    String name = in.word();
    in.take(",");
    out.add(new Item.SymbolInfo(name, in.rest().contains("function"), Item.SymbolInfo.UNKNOWN));
    in.skip();
  }

  private void sizeOf(Scanner in) throws GasError {
    String name = in.word();
    in.expect(",");
    Amount amount = expression(in);
    int size = amount.isNumber() ? (int) amount.number() : Item.SymbolInfo.TO_HERE;
    out.add(new Item.SymbolInfo(name, true, size));
  }
}
