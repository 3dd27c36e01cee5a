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
    ALIGN
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

  /** From the section's start, once laid out. */
  int offset;

  /** What follows the bytes, in bytes. */
  int tailLength() {
    return switch (tail) {
      case NONE -> 0;
      case JUMP -> wide ? 5 : 2;
      case CONDITIONAL -> wide ? 6 : 2;
      case ALIGN -> -(offset + bytes.length()) & boundary - 1;
    };
  }

  int end() {
    return offset + bytes.length() + tailLength();
  }
}
