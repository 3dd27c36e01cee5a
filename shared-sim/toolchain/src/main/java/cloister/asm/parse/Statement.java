package cloister.asm.parse;

import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import java.util.List;

/** What one line says. */
public sealed interface Statement {
  Span span();

  record Label(String name, Span span) implements Statement {}

  record Equate(String name, Expression value, Span span) implements Statement {}

  record Instruction(List<Prefix> prefixes, String mnemonic, List<Operand> operands, Span span)
      implements Statement {}

  /** {@code db} and its sisters. */
  record Data(List<Item> items, Span span) implements Statement {}

  /**
   * {@code incbin}: bytes of a file.
   *
   * @param limits how many to skip, then how many to take at most; either may be missing
   */
  record IncludeBinary(String file, List<Expression> limits, Span span) implements Statement {}

  /** {@code resb} and its sisters. */
  record Reserve(int unit, Expression count, Span span) implements Statement {}

  record Times(Expression count, Statement body, Span span) implements Statement {}

  /**
   * A section to go on with.
   *
   * @param primitive true for the form in brackets, after which {@code __SECT__} leads back
   */
  record Section(String name, List<Attribute> attributes, boolean primitive, Span span)
      implements Statement {}

  /**
   * Space at an address, without bytes.
   *
   * @param primitive as for a section
   */
  record Absolute(Expression address, boolean primitive, Span span) implements Statement {}

  /** {@code __SECT__}: back to what the last directive without brackets chose. */
  record Resume(Span span) implements Statement {}

  record Origin(Expression address, Span span) implements Statement {}

  record Bits(int bits, Span span) implements Statement {}

  /** Aligns the current section itself, so that alignment within it holds. */
  record AlignSection(Expression boundary, Span span) implements Statement {}

  /** An item of a data statement; a unit is what it takes a multiple of, in bytes. */
  sealed interface Item {
    record Number(Expression value, int unit) implements Item {}

    /** The bytes of a string or of a floating-point number. */
    record Text(String bytes, int unit) implements Item {}

    /** {@code ?}: space whose content does not matter. */
    record Nothing(int unit) implements Item {}

    record Repeat(Expression count, List<Item> items) implements Item {}
  }

  /** A word after a section's name. */
  record Attribute(String name, List<Expression> value, String word, Span span) {}
}
