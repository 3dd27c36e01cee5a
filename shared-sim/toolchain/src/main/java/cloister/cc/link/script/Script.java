package cloister.cc.link.script;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the output is laid out: the essentials of GNU's linker scripts (its manual, chapter 3).
 *
 * @param entry the symbol where the program starts, or empty
 * @param binary true for a flat image without headers
 * @param packed true for one segment with everything in it, without room between pages
 * @param wanted symbols that archives are searched for although no object mentions them
 * @param segments of {@code PHDRS}; without any, they follow from the sections
 * @param regions of {@code MEMORY}
 */
public record Script(
    String entry,
    boolean binary,
    boolean packed,
    List<String> wanted,
    List<Segment> segments,
    List<Region> regions,
    List<Statement> statements) {

  /** A layout that only lists its statements. */
  public static Script of(String entry, boolean binary, boolean packed, List<Statement> all) {
    return new Script(entry, binary, packed, List.of(), List.of(), List.of(), all);
  }

  /** The same with an address for a section, as {@code -Ttext} gives one. */
  public Script withAddress(String section, int address) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : statements) {
      boolean meant = statement instanceof Output output && output.name().equals(section);
      all.add(meant ? ((Output) statement).at(address) : statement);
    }
    return new Script(entry, binary, packed, wanted, segments, regions, all);
  }

  /** A statement of {@code SECTIONS}. */
  public sealed interface Statement {}

  /** What may stand among sections and within one. */
  public sealed interface Command extends Statement, Content {}

  /**
   * {@code symbol = value;}, also of the location counter {@code .}.
   *
   * @param provided only when the symbol is wanted and nobody defines it
   */
  public record Assign(String symbol, Expression value, boolean provided, Span span)
      implements Command {
    public boolean movesHere() {
      return symbol.equals(Expression.Symbol.HERE);
    }
  }

  /** {@code ASSERT(condition, text)}. */
  public record Assert(Expression condition, String text, Span span) implements Command {}

  /** An output section; one called {@code /DISCARD/} takes its inputs away. */
  public record Output(
      String name, Placement placement, Constraint constraint, List<Content> contents, Span span)
      implements Statement {
    public static final String DISCARD = "/DISCARD/";

    public boolean discards() {
      return name.equals(DISCARD);
    }

    private Output at(int address) {
      Expression number = new Expression.Constant(address & 0xFFFFFFFFL);
      return new Output(name, placement.at(number), constraint, contents, span);
    }
  }

  /** {@code ONLY_IF_RO} and {@code ONLY_IF_RW}: what all inputs must be, or nothing is taken. */
  public enum Constraint {
    NONE,
    READ_ONLY,
    WRITABLE
  }

  /**
   * Where an output section goes.
   *
   * @param address where it starts, or where the location counter stands
   * @param load its load address
   * @param align its least alignment
   * @param inputAlign the alignment of each of its inputs, instead of their own
   * @param noLoad true when it takes no room in the file
   * @param unallocated true when it takes no room in memory
   * @param region of {@code MEMORY}, or empty
   * @param loadRegion the region of its load address, or empty
   * @param segments of {@code PHDRS}; none means those of the section before
   * @param fill what gaps are filled with; empty for zeros or no-operations
   */
  public record Placement(
      Optional<Expression> address,
      Optional<Expression> load,
      Optional<Expression> align,
      Optional<Expression> inputAlign,
      boolean noLoad,
      boolean unallocated,
      String region,
      String loadRegion,
      List<String> segments,
      byte[] fill) {
    private static final Optional<Expression> NONE = Optional.empty();

    /** Where the location counter stands. */
    public static final Placement HERE =
        new Placement(NONE, NONE, NONE, NONE, false, false, "", "", List.of(), new byte[0]);

    private Placement at(Expression place) {
      return new Placement(
          Optional.of(place),
          load,
          align,
          inputAlign,
          noLoad,
          unallocated,
          region,
          loadRegion,
          segments,
          fill);
    }
  }

  /** What an output section is made of. */
  public sealed interface Content {}

  /**
   * {@code file(sections)}.
   *
   * @param file a pattern for the object's name
   * @param excluded files that are left out
   * @param filesSorted true for the objects in the order of their names
   */
  public record Inputs(
      String file, List<String> excluded, boolean filesSorted, List<Wanted> sections)
      implements Content {
    public static Inputs of(String... sections) {
      List<Wanted> patterns = new ArrayList<>();
      for (String section : sections) {
        patterns.add(new Wanted(section, List.of(), Sort.NONE));
      }
      return new Inputs("*", List.of(), false, patterns);
    }

    public static Inputs sorted(String... sections) {
      List<Wanted> patterns = new ArrayList<>();
      for (String section : sections) {
        patterns.add(new Wanted(section, List.of(), Sort.INIT_PRIORITY));
      }
      return new Inputs("*", List.of(), false, patterns);
    }
  }

  /**
   * A pattern for sections.
   *
   * @param excluded files that are left out
   */
  public record Wanted(String pattern, List<String> excluded, Sort sort) {}

  /** The order of the inputs that one pattern takes. */
  public enum Sort {
    NONE,
    NAME,
    ALIGNMENT,
    /** By the number behind the last dot of the name. */
    INIT_PRIORITY
  }

  /** {@code BYTE}, {@code SHORT}, {@code LONG} and {@code QUAD}: a number as data. */
  public record Number(int bytes, Expression value) implements Content {}

  /** {@code ASCII} and {@code ASCIZ}: a text as data. */
  public record Text(byte[] bytes) implements Content {}

  /** {@code FILL}: what gaps from here on are filled with. */
  public record Fill(byte[] pattern) implements Content {}

  /**
   * A row of {@code PHDRS}.
   *
   * @param type one of ELF's {@code PT_} numbers
   * @param fileHeader true when it begins with the file's header
   * @param programHeaders true when it has the table of segments in it
   * @param address its physical address
   * @param flags what it may be used for; empty for what its sections need
   */
  public record Segment(
      String name,
      Expression type,
      boolean fileHeader,
      boolean programHeaders,
      Optional<Expression> address,
      Optional<Expression> flags) {
    /** In {@link Placement#segments}: in no segment. */
    public static final String NONE = "NONE";
  }

  /** A row of {@code MEMORY}: its name, {@code rwxa!} letters, begin and size. */
  public record Region(
      String name, String attributes, Expression origin, Expression length, Span span) {}
}
