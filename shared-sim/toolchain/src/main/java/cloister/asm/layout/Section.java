package cloister.asm.layout;

import cloister.bits.Bytes;
import java.util.OptionalLong;

/** A section of a flat binary (NASM manual, 8.1). */
final class Section {
  private static final long DEFAULT_ALIGNMENT = 4;

  final String name;
  final int number;
  final Bytes bytes = new Bytes();

  boolean holdsNothing;
  OptionalLong alignment = OptionalLong.empty();
  OptionalLong fixedStart = OptionalLong.empty();

  /** The section after which it lies in the image, or the empty text. */
  String follows = "";

  OptionalLong virtualAlignment = OptionalLong.empty();
  OptionalLong fixedAddress = OptionalLong.empty();

  /** The section after which its addresses go on, or the empty text. */
  String virtualFollows = "";

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

  /** True for a section that begins a group: those after it in the source go where it goes. */
  boolean leads() {
    return fixedStart.isPresent() || !follows.isEmpty();
  }

  long alignedStart(long after) {
    return aligned(after, alignment.orElse(DEFAULT_ALIGNMENT));
  }

  long alignedAddress(long after) {
    return aligned(after, virtualAlignment.orElse(DEFAULT_ALIGNMENT));
  }

  static long aligned(long address, long alignment) {
    return address + alignment - 1 & -alignment;
  }
}
