package cloister.analysis;

import cloister.bits.Hex;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import java.util.Optional;

/**
 * Holds what code does under a hypervisor against what it does on a machine of its own (the
 * homomorphism of Popek and Goldberg 1974). To a state of the machine alone belongs one under the
 * hypervisor: the kernel's ring is 1, CS and SS hold what that ring needs; interrupts and IOPL,
 * control and debug registers and the tables are the hypervisor's own, and those of the guest are
 * notes that only the hypervisor changes, and only after a trap. An instruction that does not trap
 * has to lead from states that belong together to states that belong together.
 */
final class Comparison {
  /** Bits of EFLAGS that are the hypervisor's. */
  private static final int HIDDEN_FLAGS = Eflags.IF | Eflags.IOPL;

  private static final String[] FLAG_NAMES = {
    "CF", "", "PF", "", "AF", "", "ZF", "SF", "TF", "IF", "DF", "OF"
  };

  private static final int[] VISIBLE_SEGMENTS = {
    Segments.ES, Segments.CS, Segments.SS, Segments.DS, Segments.FS, Segments.GS
  };

  private final Place alone;
  private final Place place;
  private final Outcome due;
  private final Outcome got;

  private Comparison(Place alone, Outcome due, Place place, Outcome got) {
    this.alone = alone;
    this.due = due;
    this.place = place;
    this.got = got;
  }

  /** How the instruction gives the hypervisor away, or empty: it traps, or it does the same. */
  static Optional<Lie> of(Place alone, Outcome due, Place place, Outcome got) {
    if (got.trapsUnder(place)) {
      return Optional.empty();
    }
    if (due.refused()) {
      return Optional.of(new Lie("exception", "none", due.exception()));
    }
    return Optional.ofNullable(new Comparison(alone, due, place, got).lie());
  }

  private Lie lie() {
    Lie found = general();
    found = found == null ? memory() : found;
    found = found == null ? segments() : found;
    found = found == null ? lost() : found;
    found = found == null ? leaked() : found;
    return found == null ? floatingPoint() : found;
  }

  private Lie general() {
    for (int word = 0; word <= Words.EFLAGS; word++) {
      int mask = word == Words.EFLAGS ? ~HIDDEN_FLAGS : -1;
      if (((got.after()[word] ^ due.after()[word]) & mask) != 0 && !staysAsItWas(word)) {
        return word == Words.EFLAGS ? flag() : lie(word);
      }
    }
    return differ(Words.EIP) ? lie(Words.EIP) : null;
  }

  /** The lowest flag that differs. */
  private Lie flag() {
    int mine = got.after()[Words.EFLAGS];
    int other = due.after()[Words.EFLAGS];
    int bit = Integer.numberOfTrailingZeros((mine ^ other) & ~HIDDEN_FLAGS);
    String name = bit < FLAG_NAMES.length ? FLAG_NAMES[bit] : "EFLAGS";
    return new Lie(name, bit(mine, bit), bit(other, bit));
  }

  private static String bit(int flags, int bit) {
    return (flags >>> bit & 1) == 0 ? "0" : "1";
  }

  private Lie memory() {
    int[] mine = got.written();
    int[] other = due.written();
    for (int i = 0; i < Math.min(mine.length, other.length); i += 2) {
      if (mine[i] >= Layout.GUEST_END && other[i] >= Layout.GUEST_END) {
        return null;
      }
      if (mine[i] != other[i] || mine[i + 1] != other[i + 1]) {
        return new Lie(
            "memory at " + Hex.hex32(mine[i]), Hex.hex32(mine[i + 1]), Hex.hex32(other[i + 1]));
      }
    }
    return mine.length == other.length ? null : new Lie("memory", written(mine), written(other));
  }

  private static String written(int[] words) {
    return words.length / 2 + " words changed";
  }

  private Lie segments() {
    for (int register : VISIBLE_SEGMENTS) {
      int selector = Words.SELECTORS + register;
      int base = Words.BASES + register;
      if (got.after()[selector] != belonging(register) || differ(base)) {
        return lie(selector, got.after()[selector], belonging(register));
      }
    }
    int ring = due.after()[Words.CPL];
    int expected = ring == alone.ring() ? place.ring() : ring;
    return got.after()[Words.CPL] == expected
        ? null
        : lie(Words.CPL, got.after()[Words.CPL], expected);
  }

  /** What a segment register has to hold for what it would hold on a machine of one's own. */
  private int belonging(int register) {
    int selector = due.after()[Words.SELECTORS + register];
    if (register == Segments.CS && selector == alone.codeSelector()) {
      return place.codeSelector();
    }
    if (register == Segments.SS && selector == alone.stackSelector()) {
      return place.stackSelector();
    }
    return selector;
  }

  /** A change of the machine's configuration that the hypervisor has not been told of. */
  private Lie lost() {
    Configuration change = new Configuration(due);
    return change.isChanged() && change.word() != Words.CPL
        ? new Lie(change.name(), "unchanged", change.text())
        : null;
  }

  /** A change of the real machine that the hypervisor has not been told of. */
  private Lie leaked() {
    Configuration change = new Configuration(got);
    return change.isChanged() && change.word() != Words.CPL
        ? new Lie("the machine's " + change.name(), change.text(), "unchanged")
        : null;
  }

  private Lie floatingPoint() {
    for (int word = Words.FLOATING; word < Words.COUNT; word++) {
      if (word != Words.FLOATING_CODE && differ(word)) {
        return lie(word);
      }
    }
    return null;
  }

  private boolean differ(int word) {
    return got.after()[word] != due.after()[word];
  }

  /** What belongs to the other from the beginning still does. */
  private boolean staysAsItWas(int word) {
    return got.after()[word] == got.before()[word] && due.after()[word] == due.before()[word];
  }

  private Lie lie(int word) {
    return lie(word, got.after()[word], due.after()[word]);
  }

  private static Lie lie(int word, int got, int due) {
    boolean isSelector = word >= Words.SELECTORS && word < Words.BASES;
    int digits = isSelector ? 4 : 8;
    return new Lie(Words.name(word), Hex.hex(got, digits), Hex.hex(due, digits));
  }
}
