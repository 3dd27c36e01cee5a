package cloister.cpu.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static final int[] STATUS = {
    Eflags.CF, Eflags.PF, Eflags.AF, Eflags.ZF, Eflags.SF, Eflags.OF
  };

  private final Flags flags = new Flags();

  @Test
  void everyCombinationOfTheSixFlagsSurvives() {
    forEveryCombination(status -> assertEquals(status | 2, flags.eflags()));
  }

  @Test
  void otherFlagsAreKeptBesideThem() {
    int system = Eflags.IF | Eflags.DF | Eflags.IOPL | Eflags.NT | Eflags.AC | Eflags.ID;
    forEveryCombination(
        status -> {
          flags.setEflags(system | status);
          assertEquals(system | status | 2, flags.eflags());
        });
    assertEquals(3, flags.iopl());
  }

  @Test
  void settingOneFlagKeepsTheOthers() {
    forEveryCombination(
        status -> {
          flags.setCarry(true);
          assertEquals(status | Eflags.CF | 2, flags.eflags());
          flags.setEflags(status);
          flags.setCarry(false);
          assertEquals(status & ~Eflags.CF | 2, flags.eflags());
          flags.setEflags(status);
          flags.setZero(true);
          assertEquals(status | Eflags.ZF | 2, flags.eflags());
          flags.setEflags(status);
          flags.setZero(false);
          assertEquals(status & ~Eflags.ZF | 2, flags.eflags());
        });
  }

  @Test
  void carryAndOverflowAreSetTogether() {
    forEveryCombination(
        status -> {
          int rest = status & ~(Eflags.CF | Eflags.OF) | 2;
          flags.setCarryAndOverflow(true, false);
          assertEquals(rest | Eflags.CF, flags.eflags());
          flags.setCarryAndOverflow(false, true);
          assertEquals(rest | Eflags.OF, flags.eflags());
          flags.setCarryAndOverflow(true, true);
          assertEquals(rest | Eflags.CF | Eflags.OF, flags.eflags());
        });
  }

  @Test
  void incrementKeepsTheCarry() {
    forEveryCombination(
        status -> {
          flags.setStatusKeepingCarry(0x80000000, 0x40000008);
          int expected = status & Eflags.CF | Eflags.OF | Eflags.SF | Eflags.AF | Eflags.PF | 2;
          assertEquals(expected, flags.eflags());
        });
  }

  @Test
  void conditionsAreThoseOfTheManual() {
    forEveryCombination(
        status -> {
          boolean carry = (status & Eflags.CF) != 0;
          boolean parity = (status & Eflags.PF) != 0;
          boolean zero = (status & Eflags.ZF) != 0;
          boolean sign = (status & Eflags.SF) != 0;
          boolean overflow = (status & Eflags.OF) != 0;
          boolean[] expected = {
            overflow,
            carry,
            zero,
            carry || zero,
            sign,
            parity,
            sign != overflow,
            zero || sign != overflow
          };
          for (int pair = 0; pair < 8; pair++) {
            assertEquals(expected[pair], flags.condition(2 * pair));
            assertEquals(!expected[pair], flags.condition(2 * pair + 1));
          }
        });
  }

  private void forEveryCombination(Consumer<Integer> check) {
    for (int combination = 0; combination < 64; combination++) {
      int status = 0;
      for (int i = 0; i < STATUS.length; i++) {
        status |= (combination >>> i & 1) != 0 ? STATUS[i] : 0;
      }
      flags.setEflags(status);
      check.accept(status);
    }
  }
}
