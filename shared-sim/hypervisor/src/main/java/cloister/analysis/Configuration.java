package cloister.analysis;

import cloister.bits.Hex;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;

/**
 * The change of the machine's configuration that an instruction has made: of the resources that a
 * control-sensitive instruction changes (Popek and Goldberg 1974). The first one found counts.
 */
final class Configuration {
  private static final int NONE = -1;
  private static final int PORTS = -2;
  private static final int TRANSLATIONS = -3;
  private static final int FLAGS = Eflags.IF | Eflags.IOPL;

  private final Outcome outcome;
  private final int word;

  Configuration(Outcome outcome) {
    this.outcome = outcome;
    word = changedWord();
  }

  boolean isChanged() {
    return word != NONE;
  }

  /** Of {@link Words}; negative for what is no register. */
  int word() {
    return word;
  }

  String name() {
    return switch (word) {
      case PORTS -> "ports";
      case TRANSLATIONS -> "translations";
      case Words.HALTED -> "processor";
      case Words.EFLAGS -> interrupts() ? "IF" : "IOPL";
      default -> Words.name(word);
    };
  }

  /** The value that it has afterwards. */
  String text() {
    return switch (word) {
      case PORTS -> "reached";
      case TRANSLATIONS -> outcome.dropped() + " dropped";
      case Words.HALTED -> "halted";
      case Words.EFLAGS -> flag();
      default -> Hex.hex32(outcome.after()[word]);
    };
  }

  private boolean interrupts() {
    return ((outcome.before()[word] ^ outcome.after()[word]) & Eflags.IF) != 0;
  }

  private String flag() {
    int flags = outcome.after()[word];
    int value = interrupts() ? (flags & Eflags.IF) / Eflags.IF : Eflags.iopl(flags);
    return Integer.toString(value);
  }

  private int changedWord() {
    if (((outcome.before()[Words.EFLAGS] ^ outcome.after()[Words.EFLAGS]) & FLAGS) != 0) {
      return Words.EFLAGS;
    }
    for (int i = Words.CPL; i <= Words.LAST_SYSTEM; i++) {
      if (changes(i)) {
        return i;
      }
    }
    if (changes(Words.HALTED)) {
      return Words.HALTED;
    }
    if (changes(Words.SELECTORS + Segments.LDTR) || changes(Words.BASES + Segments.LDTR)) {
      return Words.SELECTORS + Segments.LDTR;
    }
    if (changes(Words.SELECTORS + Segments.TR)) {
      return Words.SELECTORS + Segments.TR;
    }
    if (outcome.portAccesses() > 0) {
      return PORTS;
    }
    return outcome.dropped() > 0 ? TRANSLATIONS : NONE;
  }

  private boolean changes(int index) {
    return outcome.before()[index] != outcome.after()[index];
  }
}
