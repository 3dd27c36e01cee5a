package cloister.asm.layout;

import cloister.asm.encode.Bytes;
import java.util.OptionalLong;

/** A section of a flat binary (NASM manual, 8.1). */
final class Section {
  private static final int DEFAULT_ALIGNMENT = 4;

  final String name;
  final int number;
  final Bytes bytes = new Bytes();
  boolean holdsNothing;
  long alignment = DEFAULT_ALIGNMENT;
  OptionalLong fixedStart = OptionalLong.empty();
  OptionalLong fixedAddress = OptionalLong.empty();
  String follows = "";

  /** Bytes so far in this pass; {@link #bytes} holds as many unless the section holds nothing. */
  long length;

  /** Where it begins in the image's address space, and which address its first byte has. */
  long start;

  long address;

  Section(String name, int number) {
    this.name = name;
    this.number = number;
    holdsNothing = name.equals(".bss");
  }

  void beginPass() {
    length = 0;
    bytes.clear();
  }
}
