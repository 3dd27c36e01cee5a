package cloister.cc.link;

import cloister.elf.ObjectFile;

/** What a global symbol means. */
sealed interface Definition {

  /** A place in a section. */
  record InSection(ObjectFile object, InputSection section, int offset, boolean weak)
      implements Definition {}

  /** A number. */
  record Absolute(ObjectFile object, int value, boolean weak) implements Definition {}

  /** Room that the linker gives, as much as the largest wish (gABI, SHN_COMMON). */
  record Common(ObjectFile object, int sizeBytes, int alignment) implements Definition {}

  ObjectFile object();

  default boolean isWeak() {
    return switch (this) {
      case InSection place -> place.weak();
      case Absolute number -> number.weak();
      case Common _ -> false;
    };
  }
}
