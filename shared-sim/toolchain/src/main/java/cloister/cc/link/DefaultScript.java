package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression;
import cloister.cc.link.script.Expression.Align;
import cloister.cc.link.script.Expression.Binary;
import cloister.cc.link.script.Expression.Constant;
import cloister.cc.link.script.Expression.OfSection;
import cloister.cc.link.script.Expression.SizeOfHeaders;
import cloister.cc.link.script.Expression.Symbol;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.Script.Assign;
import cloister.cc.link.script.Script.Constraint;
import cloister.cc.link.script.Script.Content;
import cloister.cc.link.script.Script.Inputs;
import cloister.cc.link.script.Script.Output;
import cloister.cc.link.script.Script.Placement;
import cloister.cc.link.script.Script.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of a static program on i386 Linux: code, constants and data on pages of their own
 * (i386 psABI, chapter 5).
 */
final class DefaultScript {
  private static final Expression HERE = new Symbol(Symbol.HERE, Span.NOWHERE);
  private static final Expression PAGE = new Constant(0x1000);

  private final List<Statement> all = new ArrayList<>();
  private final boolean packed;

  private DefaultScript(boolean packed) {
    this.packed = packed;
  }

  /**
   * @param base where the first page is, 0x08048000 on Linux
   * @param exact true when code begins at the base, without room for headers
   * @param packed true without room between pages
   */
  static Script of(String entry, int base, boolean exact, boolean binary, boolean packed) {
    Expression start = new Constant(base & 0xFFFFFFFFL);
    Expression headers = new Binary("+", start, new SizeOfHeaders(), Span.NOWHERE);
    List<Statement> all = new DefaultScript(packed).statements(start, exact ? start : headers);
    return Script.of(entry, binary, packed, all);
  }

  private List<Statement> statements(Expression start, Expression first) {
    provide("__executable_start", start);
    all.add(new Assign(Symbol.HERE, first, false, Span.NOWHERE));
    output(".init", Inputs.of(".init"));
    output(
        ".text",
        Inputs.of(".text.unlikely", ".text.*_unlikely", ".text.unlikely.*"),
        Inputs.of(".text.exit", ".text.exit.*"),
        Inputs.of(".text.startup", ".text.startup.*"),
        Inputs.of(".text.hot", ".text.hot.*"),
        Inputs.of(".text", ".text.*", ".gnu.linkonce.t.*"));
    output(".fini", Inputs.of(".fini"));
    provide("__etext", HERE);
    provide("_etext", HERE);
    provide("etext", HERE);
    page();
    output(".rodata", Inputs.of(".rodata", ".rodata.*", ".gnu.linkonce.r.*"));
    output(".eh_frame", Inputs.of(".eh_frame", ".eh_frame.*"));
    page();
    array(".preinit_array", "__preinit_array");
    array(".init_array", "__init_array");
    array(".fini_array", "__fini_array");
    output(".got", Inputs.of(".got"));
    output(".got.plt", Inputs.of(".got.plt"));
    output(".data", Inputs.of(".data", ".data.*", ".gnu.linkonce.d.*"));
    all.add(new Assign("_edata", HERE, false, Span.NOWHERE));
    provide("edata", HERE);
    Expression bss = new OfSection("ALIGNOF", OfSection.NEXT, Span.NOWHERE);
    all.add(new Assign(Symbol.HERE, new Align(HERE, bss), false, Span.NOWHERE));
    all.add(new Assign("__bss_start", HERE, false, Span.NOWHERE));
    output(".bss", Inputs.of(".bss", ".bss.*", ".gnu.linkonce.b.*"), Inputs.of("COMMON"));
    Align word = new Align(HERE, new Constant(4));
    all.add(new Assign(Symbol.HERE, word, false, Span.NOWHERE));
    all.add(new Assign("_end", HERE, false, Span.NOWHERE));
    provide("end", HERE);
    return all;
  }

  private void provide(String symbol, Expression value) {
    all.add(new Assign(symbol, value, true, Span.NOWHERE));
  }

  private void page() {
    // What is set belongs to the next section, even to the same value.
    Expression next = packed ? HERE : new Align(HERE, PAGE);
    all.add(new Assign(Symbol.HERE, next, false, Span.NOWHERE));
  }

  private void output(String name, Content... contents) {
    List<Content> list = Arrays.asList(contents);
    all.add(new Output(name, Placement.HERE, Constraint.NONE, list, Span.NOWHERE));
  }

  private void array(String name, String symbol) {
    output(
        name,
        new Assign(symbol + "_start", HERE, true, Span.NOWHERE),
        Inputs.sorted(name + ".*"),
        Inputs.of(name),
        new Assign(symbol + "_end", HERE, true, Span.NOWHERE));
  }
}
