package cloister.asm.value;

/** What a value can be relative to. */
public sealed interface Base {
  /** The start of a section, which is known only after layout. */
  record SectionStart(int section) implements Base {}

  /** A register in an effective address. */
  record InRegister(Register register) implements Base {}
}
