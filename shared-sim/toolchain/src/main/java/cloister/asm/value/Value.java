package cloister.asm.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of an expression: a number plus multiples of bases, in the order they were written.
 *
 * @param number the constant part, modulo 2 to the 64
 * @param unknown true when it needs a symbol that has no value yet; the number then means nothing
 * @param numbers where the number comes from, which matters for the registers beside it
 */
public record Value(long number, List<Term> terms, boolean unknown, Numbers numbers) {
  public static final Value UNKNOWN = new Value(0, List.of(), true, Numbers.ONE);

  /** NASM forgets in which order registers were written once it has added two of a kind up. */
  public enum Numbers {
    NONE,
    ONE,
    SUMMED;

    private Numbers with(Numbers other, long sum) {
      boolean both = this == ONE && other == ONE;
      if (both) {
        return sum == 0 ? NONE : SUMMED;
      }
      return ordinal() > other.ordinal() ? this : other;
    }
  }

  /**
   * A multiple of a base.
   *
   * @param scaled true when the factor was written out, as in {@code eax*1}
   */
  public record Term(Base base, long factor, boolean scaled) {}

  public static Value of(long number) {
    return new Value(number, List.of(), false, Numbers.ONE);
  }

  public static Value of(Base base, long offset) {
    Numbers numbers = base instanceof Base.InRegister ? Numbers.NONE : Numbers.ONE;
    return new Value(offset, List.of(new Term(base, 1, false)), false, numbers);
  }

  /** True for a plain number. */
  public boolean isNumber() {
    return terms.isEmpty() && !unknown;
  }

  /** True for a number, a place in one section, or the distance between two sections. */
  public boolean isAddress() {
    long sum = 0;
    for (Term term : terms) {
      boolean place = !(term.base() instanceof Base.InRegister) && Math.abs(term.factor()) == 1;
      if (!place) {
        return unknown;
      }
      sum += term.factor();
    }
    return unknown || terms.size() <= 2 && (sum == 0 || sum == 1);
  }

  /** The section of a place, or -1 for anything else. */
  public int section() {
    boolean place = terms.size() == 1 && terms.getFirst().base() instanceof Base.SectionStart;
    return place ? ((Base.SectionStart) terms.getFirst().base()).section() : -1;
  }

  public boolean hasRegisters() {
    return terms.stream().anyMatch(term -> term.base() instanceof Base.InRegister);
  }

  public Value plus(Value other) {
    return combine(other, 1);
  }

  public Value minus(Value other) {
    return combine(other, -1);
  }

  /** This value times a number. */
  public Value times(long factor) {
    List<Term> scaled = new ArrayList<>();
    for (Term term : terms) {
      if (factor != 0) {
        scaled.add(new Term(term.base(), term.factor() * factor, true));
      }
    }
    return new Value(number * factor, List.copyOf(scaled), unknown, numbers);
  }

  private Value combine(Value other, long sign) {
    List<Term> sum = new ArrayList<>(terms);
    boolean merged = false;
    for (Term term : other.terms) {
      Term signed = new Term(term.base(), term.factor() * sign, term.scaled() || sign < 0);
      merged |= add(sum, signed) && signed.base() instanceof Base.InRegister;
    }
    long total = number + sign * other.number;
    return new Value(
        total,
        List.copyOf(sum),
        unknown || other.unknown,
        merged ? Numbers.SUMMED : numbers.with(other.numbers, total));
  }

  /** True when the base was there already and stays. */
  private static boolean add(List<Term> sum, Term term) {
    for (int i = 0; i < sum.size(); i++) {
      Term old = sum.get(i);
      if (old.base().equals(term.base())) {
        long factor = old.factor() + term.factor();
        if (factor == 0) {
          sum.remove(i);
        } else {
          sum.set(i, new Term(old.base(), factor, factor != 1));
        }
        return factor != 0;
      }
    }
    sum.add(term);
    return false;
  }
}
