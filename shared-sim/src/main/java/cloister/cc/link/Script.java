package cloister.cc.link;

import java.util.List;
import java.util.Optional;

/**
 * How the output is laid out: the essentials of GNU's linker scripts (its manual, chapter 3).
 *
 * @param entry the symbol where the program starts, or empty
 * @param binary true for a flat image without headers
 */
public record Script(String entry, boolean binary, List<Statement> statements) {

  /** A statement of {@code SECTIONS}. */
  public sealed interface Statement {}

  /**
   * {@code symbol = value;}, also of the location counter {@code .}.
   *
   * @param provided only when the symbol is wanted and nobody defines it
   */
  public record Assign(String symbol, Expression value, boolean provided)
      implements Statement, Content {}

  /**
   * An output section; one called {@code /DISCARD/} takes its inputs away.
   *
   * @param address where it starts, or where the location counter stands
   * @param load its load address
   */
  public record Output(
      String name,
      Optional<Expression> address,
      Optional<Expression> load,
      Optional<Expression> align,
      boolean noLoad,
      List<Content> contents)
      implements Statement {}

  /** {@code ASSERT(condition, text)}. */
  public record Assert(Expression condition, String text) implements Statement {}

  /** What an output section is made of. */
  public sealed interface Content {}

  /**
   * {@code file(sections)}.
   *
   * @param file a pattern for the object's name
   * @param excluded files that are left out
   * @param sections patterns; each takes the inputs in their order
   * @param together all patterns at once, in the order of the inputs
   * @param sorted by name
   * @param keep even when nobody asks for it
   */
  public record Inputs(
      String file,
      List<String> excluded,
      List<String> sections,
      boolean together,
      boolean sorted,
      boolean keep)
      implements Content {
    public static Inputs of(String... sections) {
      return new Inputs("*", List.of(), List.of(sections), true, false, false);
    }
  }

  /** {@code BYTE}, {@code SHORT}, {@code LONG} and {@code QUAD}: a number as data. */
  public record Number(int bytes, Expression value) implements Content {}

  /** A value that is computed while the output is laid out. */
  public sealed interface Expression {
    record Constant(long value) implements Expression {}

    /** A symbol, or {@code .}. */
    record Symbol(String name) implements Expression {}

    record Unary(String operator, Expression operand) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record Conditional(Expression condition, Expression then, Expression otherwise)
        implements Expression {}

    /** {@code ALIGN(value, boundary)}. */
    record Align(Expression value, Expression boundary) implements Expression {}

    /** {@code SIZEOF}, {@code ADDR}, {@code LOADADDR} and {@code ALIGNOF} of a section. */
    record OfSection(String function, String section) implements Expression {}

    record Defined(String symbol) implements Expression {}

    record SizeOfHeaders() implements Expression {}
  }
}
