package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script.Output;
import cloister.cc.link.script.Script.Region;
import cloister.cc.link.script.Script.Segment;
import cloister.cc.link.script.Script.Statement;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads linker scripts; the first error is reported and ends the reading. */
public final class ScriptParser {
  private final String file;
  private final Diagnostics diagnostics;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<String> wanted = new ArrayList<>();
  private ScriptText in;
  private ExpressionParser expressions;
  private AssignmentParser assignments;
  private String entry = "";
  private boolean binary;

  public ScriptParser(String file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /**
   * What a script says.
   *
   * @param start the entry of the command line, which counts more than the script's; or empty
   * @param flat true when the command line asks for a flat image
   * @param packed as in {@link Script}
   */
  public Optional<Script> parse(String text, String start, boolean flat, boolean packed) {
    try {
      in = new ScriptText(file, text);
      expressions = new ExpressionParser(in);
      assignments = new AssignmentParser(in, expressions);
      while (!in.atEnd()) {
        command();
      }
    } catch (ScriptError error) {
      diagnostics.error(error.span(), error.message());
      return Optional.empty();
    }
    return Optional.of(
        new Script(
            start.isEmpty() ? entry : start,
            binary || flat,
            packed,
            wanted,
            segments,
            regions,
            statements));
  }

  private void command() throws ScriptError {
    if (in.take(";") || in.take(",")) {
      return;
    }
    Span span = in.here();
    switch (in.ahead()) {
      case "ENTRY" -> entry();
      case "OUTPUT_FORMAT" -> format();
      case "OUTPUT_ARCH" -> architecture();
      case "SECTIONS" -> sections();
      case "MEMORY" -> new MemoryParser(in, expressions).regions(regions);
      case "PHDRS" -> new MemoryParser(in, expressions).segments(segments);
      case "EXTERN" -> wanted.addAll(names());
      case "TARGET", "OUTPUT", "SEARCH_DIR", "NOCROSSREFS", "NOCROSSREFS_TO" -> names();
      case "FORCE_COMMON_ALLOCATION", "INHIBIT_COMMON_ALLOCATION" -> in.pattern();
      case "INCLUDE", "INPUT", "GROUP", "STARTUP", "VERSION", "INSERT", "REGION_ALIAS" ->
          throw ScriptError.unsupported(span, in.ahead());
      default -> statements.add(assignments.statement());
    }
  }

  private void entry() throws ScriptError {
    in.pattern();
    in.expect("(");
    entry = in.pattern();
    in.expect(")");
  }

  private void format() throws ScriptError {
    Span span = in.here();
    String format = names().getFirst();
    switch (format) {
      case "binary" -> binary = true;
      case "elf32-i386", "elf32-i386-linux" -> binary = false;
      default -> throw ScriptError.unknown(span, format);
    }
  }

  private void architecture() throws ScriptError {
    Span span = in.here();
    in.pattern();
    in.expect("(");
    StringBuilder name = new StringBuilder(in.pattern());
    while (in.take(":")) {
      name.append(':').append(in.pattern());
    }
    in.expect(")");
    boolean ours = name.toString().startsWith("i386") && !name.toString().contains("x86-64");
    if (!ours) {
      throw ScriptError.unknown(span, name.toString());
    }
  }

  /** Names in parentheses behind a word. */
  private List<String> names() throws ScriptError {
    in.pattern();
    in.expect("(");
    List<String> names = new ArrayList<>();
    while (!in.take(")")) {
      names.add(in.pattern());
      in.take(",");
    }
    if (names.isEmpty()) {
      throw ScriptError.expected(in.here(), "name", ")");
    }
    return names;
  }

  private void sections() throws ScriptError {
    in.pattern();
    in.expect("{");
    while (!in.take("}")) {
      if (in.atEnd()) {
        throw in.expected("}");
      }
      section();
    }
  }

  private void section() throws ScriptError {
    Span span = in.here();
    if (in.take(";")) {
      return;
    }
    switch (in.ahead()) {
      case "ENTRY" -> entry();
      case "OVERLAY", "INCLUDE", "INSERT" -> throw ScriptError.unsupported(span, in.ahead());
      default -> {
        if (assignments.isNext()) {
          statements.add(assignments.statement());
        } else {
          add(new OutputParser(in, expressions, assignments).output());
        }
      }
    }
  }

  /** A section that is described twice has the contents of both where it was first. */
  private void add(Output output) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Output known && isSame(known, output)) {
        List<Script.Content> contents = new ArrayList<>(known.contents());
        contents.addAll(output.contents());
        statements.set(
            i,
            new Output(
                known.name(), known.placement(), known.constraint(), contents, known.span()));
        return;
      }
    }
    statements.add(output);
  }

  private static boolean isSame(Output known, Output output) {
    return known.name().equals(output.name()) && known.constraint() == output.constraint();
  }
}
