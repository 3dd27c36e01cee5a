package cloister.cc.check.constant;

import cloister.cc.tree.Real;

/** What is known of a value before the program runs (C11 6.6, paragraph 7). */
public sealed interface StaticValue {
  record Whole(long value) implements StaticValue {}

  record Floating(Real value) implements StaticValue {}

  /** The distance of two symbols, which only the assembler knows. */
  record Distance(String symbol, String minus, int addend) implements StaticValue {}

  /** A symbol's address and a distance in bytes. */
  record Address(String symbol, int addend) implements StaticValue {}
}
