package cloister.world.c;

import cloister.asm.AsmError;
import cloister.asm.Assembly;
import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Span;
import cloister.cc.assemble.Assembled;
import cloister.cc.driver.CompileOptions;
import cloister.cc.driver.CompilerDefect;
import cloister.cc.driver.Headers;
import cloister.cc.driver.Passes;
import cloister.cc.driver.Sysroot;
import cloister.cc.link.Linker;
import cloister.cc.parse.Limits;
import cloister.cc.preprocess.Options;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.cpu.decode.OpcodeTable;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Debugging;
import cloister.world.Program;
import cloister.world.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Compiles a program in C for the lab: without optimisation, so that every variable can be seen,
 * linked with the library to one image whose first instruction is where the program starts.
 */
final class CTranslator {
  /** Where programs in C begin: kernels of the lab enter them here. */
  static final int BASE = 0x100000;

  /**
   * Where they must end: here begins the page that kernels of the lab keep free below the stack.
   */
  private static final int LIMIT = 0x1BF000;

  private final InstructionSet set;
  private final Sysroot sysroot;

  CTranslator(OpcodeTable opcodes, Sysroot sysroot) {
    set = new InstructionSet(opcodes);
    this.sysroot = sysroot;
  }

  /** The program, or its errors. */
  Program translate(SourceFile file, int seed) {
    try {
      return program(file, seed);
    } catch (RuntimeException broken) {
      throw new CompilerDefect(file.name(), broken);
    }
  }

  private Program program(SourceFile file, int seed) {
    Diagnostics diagnostics = new Diagnostics();
    Options options = Options.none().includeSystem(Sysroot.HEADERS).define("SEED=" + seed);
    Passes passes =
        new Passes(
            set,
            new CompileOptions(options, Limits.OF_A_BROWSER, 0, false),
            new Headers(
                name -> name.equals(file.name()) ? Optional.of(file.text()) : Optional.empty(),
                sysroot),
            diagnostics);
    Optional<Passes.Compiled> compiled = passes.compile(file.name());
    Optional<Assembled> object =
        compiled.flatMap(code -> passes.assemble(file.name() + ".o", code.items()));
    Optional<Linker.Linked> linked = object.flatMap(one -> link(one, diagnostics));
    if (linked.isEmpty()) {
      return new Program(file, failed(diagnostics, file), Optional.empty());
    }
    Placed placed = new Placed(object.get(), linked.get());
    Assembly assembly =
        new Assembly(
            linked.get().file(),
            linked.get().base(),
            List.of(),
            problems(diagnostics, Severity.WARNING, file),
            lines(placed, linked.get(), file),
            linked.get().symbols());
    Debugging debugging =
        new Debugging(compiled.get().debug(), placed.labels(), routines(linked.get()));
    return new Program(file, assembly, Optional.of(debugging));
  }

  private Optional<Linker.Linked> link(Assembled object, Diagnostics diagnostics) {
    Linker linker = new Linker(diagnostics);
    sysroot.startFile().ifPresent(start -> linker.add("crt0.o", start));
    linker.add(object.object());
    sysroot.library().ifPresent(library -> linker.add("libc.a", library));
    Optional<Linker.Linked> linked = linker.link(Linker.scriptAt("_start", BASE, true, true));
    int excess = linked.map(image -> image.symbols().get("_end") - LIMIT).orElse(0);
    if (excess > 0) {
      Message message = Message.of("cc.link.room", Argument.decimal("bytes", excess));
      diagnostics.error(new Span("", 1, 1, 1), message);
      return Optional.empty();
    }
    return linked;
  }

  private static List<Debugging.Routine> routines(Linker.Linked linked) {
    List<Debugging.Routine> routines = new ArrayList<>();
    for (Linker.Code code : linked.code()) {
      routines.add(new Debugging.Routine(code.name(), code.address(), code.sizeBytes()));
    }
    return routines;
  }

  private static Assembly failed(Diagnostics diagnostics, SourceFile file) {
    return new Assembly(
        new byte[0],
        BASE,
        problems(diagnostics, Severity.ERROR, file),
        problems(diagnostics, Severity.WARNING, file),
        List.of(),
        new LinkedHashMap<>());
  }

  /** Problems of headers and of the linker are shown at the source's first line. */
  private static List<AsmError> problems(
      Diagnostics diagnostics, Severity severity, SourceFile file) {
    List<AsmError> problems = new ArrayList<>();
    for (Diagnostic one : diagnostics.all()) {
      if (one.severity() == severity) {
        boolean here = one.span().isPlace() && one.span().file().equals(file.name());
        Span span = here ? one.span() : new Span(file.name(), 1, 1, 1);
        problems.add(
            new AsmError(
                file.name(),
                span.line(),
                span.column(),
                Math.max(1, span.length()),
                one.message()));
      }
    }
    return problems;
  }

  /** The lines of the source itself, not of headers: bytes from each mark to the next. */
  private static List<Assembly.Line> lines(Placed placed, Linker.Linked linked, SourceFile file) {
    List<Assembly.Line> lines = new ArrayList<>();
    for (Placed.Stretch stretch : placed.stretches()) {
      if (stretch.span().file().equals(file.name())) {
        lines.add(
            new Assembly.Line(
                file.name(),
                stretch.span().line(),
                stretch.address(),
                stretch.address() - linked.base(),
                stretch.length()));
      }
    }
    return lines;
  }

  /** An object with the addresses that it got. */
  private static final class Placed {
    private final Assembled object;
    private final List<OptionalInt> sections;

    Placed(Assembled object, Linker.Linked linked) {
      this.object = object;
      sections = linked.sections().get(object.object());
    }

    /** Code of one place in the source. */
    record Stretch(Span span, int address, int length) {}

    private OptionalInt address(Assembled.Place place) {
      OptionalInt start = sections.get(place.section());
      return start.isPresent()
          ? OptionalInt.of(start.getAsInt() + place.offset())
          : OptionalInt.empty();
    }

    List<Stretch> stretches() {
      List<Stretch> stretches = new ArrayList<>();
      List<Assembled.Mark> marks = object.marks();
      for (int i = 0; i < marks.size(); i++) {
        Assembled.Place start = marks.get(i).place();
        int end = end(i);
        OptionalInt address = address(start);
        if (address.isPresent() && end > start.offset()) {
          stretches.add(new Stretch(marks.get(i).span(), address.getAsInt(), end - start.offset()));
        }
      }
      return stretches;
    }

    /** The next mark of the section, or the section's end. */
    private int end(int index) {
      List<Assembled.Mark> marks = object.marks();
      int section = marks.get(index).place().section();
      for (int i = index + 1; i < marks.size(); i++) {
        if (marks.get(i).place().section() == section) {
          return marks.get(i).place().offset();
        }
      }
      return object.object().sections().get(section).sizeBytes();
    }

    Map<String, Integer> labels() {
      Map<String, Integer> labels = new TreeMap<>();
      object
          .labels()
          .forEach((name, place) -> address(place).ifPresent(address -> labels.put(name, address)));
      return labels;
    }
  }
}
