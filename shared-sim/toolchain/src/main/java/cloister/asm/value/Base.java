package cloister.asm.value;

import java.util.Optional;

/** What a value can be relative to. */
public sealed interface Base {
  /** The first address of a section, which is known only after layout. */
  record SectionStart(int section) implements Base {}

  /** A number about a section, known only after layout. */
  record SectionFact(int section, Fact fact) implements Base {}

  /** A symbol that only a linker knows. */
  record External(String symbol) implements Base {}

  /** A register in an effective address. */
  record InRegister(Register register) implements Base {}

  /** What can be asked of a section (NASM manual, 8.1.4). */
  enum Fact {
    START,
    VSTART;

    public static Optional<Fact> named(String lower) {
      return switch (lower) {
        case "start" -> Optional.of(START);
        case "vstart" -> Optional.of(VSTART);
        default -> Optional.empty();
      };
    }
  }
}
