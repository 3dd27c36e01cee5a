package cloister.cc.assemble;

import cloister.asm.report.Span;
import cloister.bits.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a section: bytes whose number is known, and then something whose length depends on
 * where the rest ends up: a branch, or padding, or nothing.
 */
final class Fragment {
  /** What stands behind the bytes. */
  enum Tail {
    NONE,
    /** A jump that is two bytes when it reaches, else with an offset of the code's size. */
    JUMP,
    /** A conditional jump: the same with one byte more for the opcode. */
    CONDITIONAL,
    ALIGN,
    /** As many bytes as there are between two labels. */
    DISTANCE,
    /** Bytes up to an offset. */
    ORIGIN
  }

  final Bytes bytes = new Bytes();
  final List<Fixup> fixups = new ArrayList<>();
  Tail tail = Tail.NONE;

  /** Where in the source that is which stands behind the bytes. */
  Span span = Span.NOWHERE;

  /** Of a branch: where it goes and how. */
  String target = "";

  int addend;
  int condition;
  boolean wide;

  /** Of a branch and of no-operations: 16 or 32. */
  int bits = 32;

  /** Of padding: the boundary, a power of two. */
  int boundary = 1;

  /** Of padding: not at all when more bytes would be needed; 0 for any number. */
  int most;

  /** True when data, not an instruction, stands before the padding. */
  boolean behindData;

  /** Of a distance: what is subtracted from the target. */
  String minus = "";

  /** Of a distance, origin or padding: what it is filled with. */
  int fill;

  /** Of a distance or origin: how many bytes it was last. */
  int length;

  /** From the section's start, once laid out. */
  int offset;

  /** Which one of its section it is. */
  int index;

  /** How many boundaries are before it: between two of them all moves together. */
  int region;

  /** What follows the bytes, in bytes. */
  int tailLength() {
    return switch (tail) {
      case NONE -> 0;
      case JUMP -> wide ? 1 + bits / 8 : 2;
      case CONDITIONAL -> wide ? 2 + bits / 8 : 2;
      case DISTANCE, ORIGIN -> length;
      case ALIGN -> padding(offset);
    };
  }

  /** The bytes up to the boundary, were the fragment at an offset. */
  int padding(int start) {
    int needed = -(start + bytes.length()) & boundary - 1;
    return most > 0 && needed > most ? 0 : needed;
  }

  boolean isBranch() {
    return tail == Tail.JUMP || tail == Tail.CONDITIONAL;
  }

  int end() {
    return offset + bytes.length() + tailLength();
  }
}
