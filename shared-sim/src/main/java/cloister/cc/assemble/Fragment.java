package cloister.cc.assemble;

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
    /** A jump that is two bytes when it reaches, else five. */
    JUMP,
    /** A conditional jump: two or six bytes. */
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

  /** Of a branch: where it goes and how. */
  String target = "";

  int addend;
  int condition;
  boolean wide;

  /** Of padding: the boundary, a power of two. */
  int boundary = 1;

  /** Of a distance: what is subtracted from the target. */
  String minus = "";

  /** Of a distance or origin: what it is filled with, and how many bytes it was last. */
  int fill;

  int length;

  /** From the section's start, once laid out. */
  int offset;

  /** What follows the bytes, in bytes. */
  int tailLength() {
    return switch (tail) {
      case NONE -> 0;
      case JUMP -> wide ? 5 : 2;
      case CONDITIONAL -> wide ? 6 : 2;
      case DISTANCE, ORIGIN -> length;
      case ALIGN -> -(offset + bytes.length()) & boundary - 1;
    };
  }

  int end() {
    return offset + bytes.length() + tailLength();
  }
}
