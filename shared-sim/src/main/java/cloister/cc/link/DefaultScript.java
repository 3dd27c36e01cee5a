package cloister.cc.link;

import cloister.cc.link.Script.Assign;
import cloister.cc.link.Script.Content;
import cloister.cc.link.Script.Expression;
import cloister.cc.link.Script.Expression.Align;
import cloister.cc.link.Script.Expression.Binary;
import cloister.cc.link.Script.Expression.Constant;
import cloister.cc.link.Script.Expression.SizeOfHeaders;
import cloister.cc.link.Script.Expression.Symbol;
import cloister.cc.link.Script.Inputs;
import cloister.cc.link.Script.Output;
import cloister.cc.link.Script.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The layout of a static program on i386 Linux: code, constants and data on pages of their own
 * (i386 psABI, chapter 5).
 */
final class DefaultScript {
  private static final Expression HERE = new Symbol(".");
  private static final Expression PAGE = new Constant(0x1000);

  private DefaultScript() {}

  /**
   * @param base where the first page is, 0x08048000 on Linux
   * @param exact true when code begins at the base, without room for headers
   */
  static Script of(String entry, int base, boolean exact, boolean binary) {
    List<Statement> all = new ArrayList<>();
    Expression start = new Constant(base & 0xFFFFFFFFL);
    Expression first = exact ? start : new Binary("+", start, new SizeOfHeaders());
    all.add(new Assign("__executable_start", start, true));
    all.add(new Assign(".", first, false));
    all.add(
        output(
            ".text",
            Inputs.of(".text.startup", ".text.startup.*"),
            Inputs.of(".init", ".text", ".text.*", ".fini", ".gnu.linkonce.t.*")));
    for (String name : List.of("__etext", "_etext", "etext")) {
      all.add(new Assign(name, HERE, true));
    }
    all.add(page());
    all.add(output(".rodata", Inputs.of(".rodata", ".rodata.*", ".gnu.linkonce.r.*")));
    all.add(output(".eh_frame", Inputs.of(".eh_frame", ".eh_frame.*")));
    all.add(page());
    all.add(array(".preinit_array", "__preinit_array"));
    all.add(array(".init_array", "__init_array"));
    all.add(array(".fini_array", "__fini_array"));
    all.add(output(".got", Inputs.of(".got", ".got.plt")));
    all.add(output(".data", Inputs.of(".data", ".data.*", ".gnu.linkonce.d.*")));
    all.add(new Assign("_edata", HERE, true));
    all.add(new Assign("edata", HERE, true));
    all.add(new Assign("__bss_start", HERE, true));
    all.add(output(".bss", Inputs.of(".bss", ".bss.*", "COMMON", ".gnu.linkonce.b.*")));
    all.add(new Assign("_end", HERE, true));
    all.add(new Assign("end", HERE, true));
    return new Script(entry, binary, all);
  }

  private static Statement page() {
    return new Assign(".", new Align(HERE, PAGE), false);
  }

  private static Output output(String name, Content... contents) {
    return new Output(
        name, Optional.empty(), Optional.empty(), Optional.empty(), false, Arrays.asList(contents));
  }

  private static Output array(String name, String symbol) {
    return output(
        name,
        new Assign(symbol + "_start", HERE, true),
        new Inputs("*", List.of(), List.of(name, name + ".*"), true, true, true),
        new Assign(symbol + "_end", HERE, true));
  }
}
