package cloister.cc.link.script;

import cloister.asm.report.Span;

/** A value that is computed while the output is laid out (ld manual, 3.10). */
public sealed interface Expression {
  record Constant(long value) implements Expression {}

  /** A symbol, or {@code .}. */
  record Symbol(String name, Span span) implements Expression {
    /** The location counter. */
    public static final String HERE = ".";

    public boolean isHere() {
      return name.equals(HERE);
    }
  }

  /** {@code - ~ !}, {@code ABSOLUTE} and {@code LOG2CEIL}. */
  record Unary(String operator, Expression operand) implements Expression {}

  /** C's operators, {@code MAX} and {@code MIN}. */
  record Binary(String operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Conditional(Expression condition, Expression then, Expression otherwise)
      implements Expression {}

  /** {@code ALIGN(value, boundary)}. */
  record Align(Expression value, Expression boundary) implements Expression {}

  /** {@code SIZEOF}, {@code ADDR}, {@code LOADADDR} and {@code ALIGNOF} of a section. */
  record OfSection(String function, String section, Span span) implements Expression {
    /** The section that follows. */
    public static final String NEXT = "NEXT_SECTION";
  }

  /** {@code ORIGIN} and {@code LENGTH} of a region of memory. */
  record OfRegion(String function, String region, Span span) implements Expression {}

  record Defined(String symbol) implements Expression {}

  record SizeOfHeaders() implements Expression {}
}
