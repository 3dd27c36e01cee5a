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

  /**
   * {@code db} and its sisters.
   *
   * @param unit bytes of an item
   */
  record Data(int unit, List<Item> items, Span span) implements Statement {}

  /** {@code resb} and its sisters. */
  record Reserve(int unit, Expression count, Span span) implements Statement {}

  record Times(Expression count, Statement body, Span span) implements Statement {}

  record Section(String name, List<Attribute> attributes, Span span) implements Statement {}

  record Absolute(Expression address, Span span) implements Statement {}

  /** Ends absolute space: back to the section before. */
  record Resume(Span span) implements Statement {}

  record Origin(Expression address, Span span) implements Statement {}

  record Bits(int bits, Span span) implements Statement {}

  /** Aligns the current section itself, so that alignment within it holds. */
  record AlignSection(Expression boundary, Span span) implements Statement {}

  /** An item of a data statement. */
  sealed interface Item {
    record Number(Expression value) implements Item {}

    record Text(String bytes) implements Item {}

    /** {@code ?}: space whose content does not matter. */
    record Nothing() implements Item {}

    record Repeat(Expression count, List<Item> items) implements Item {}
  }

  /** A word after a section's name. */
  record Attribute(String name, List<Expression> value, String word, Span span) {}
}
