package cloister.cpu.fpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Rounding, exceptions and NaNs, with numbers that can be checked by hand. */
class RealArithmeticTest {
  private static final int MASKED = 0x37f;
  private static final int DOWN = 0x400;
  private static final int UP = 0x800;
  private static final int CHOP = 0xc00;

  private final Rounder rounder = new Rounder();
  private final RealArithmetic arithmetic = new RealArithmetic(rounder);
  private final Extended one = number(0x3fff, 0x80000000, 0);
  private final Extended three = number(0x4000, 0xc0000000, 0);
  private final Extended largest = number(0x7ffe, -1, -1);
  private final Extended smallest = number(1, 0x80000000, 0);
  private final Extended result = new Extended();

  @Test
  void halfOfTheLastPlaceGoesToTheEvenNeighbour() {
    Extended half = number(0x3fff - 64, 0x80000000, 0);
    begin(MASKED);
    arithmetic.add(one, half, result);
    assertResult(0x3fff, 0x80000000, 0, StatusWord.PRECISION);
    begin(MASKED);
    arithmetic.add(number(0x3fff, 0x80000000, 1), half, result);
    assertResult(0x3fff, 0x80000000, 2, StatusWord.PRECISION);
  }

  @Test
  void directedRoundingLooksAtTheSign() {
    Extended little = number(0x3f00, 0x80000000, 0);
    begin(MASKED | UP);
    arithmetic.add(one, little, result);
    assertResult(0x3fff, 0x80000000, 1, StatusWord.PRECISION);
    begin(MASKED | DOWN);
    arithmetic.add(one, little, result);
    assertResult(0x3fff, 0x80000000, 0, StatusWord.PRECISION);
    begin(MASKED | CHOP);
    arithmetic.subtract(one, little, result);
    assertResult(0x3ffe, -1, -1, StatusWord.PRECISION);
  }

  @Test
  void differenceOfEqualsIsNegativeZeroOnlyWhenRoundingDown() {
    begin(MASKED);
    arithmetic.subtract(three, three, result);
    assertResult(0, 0, 0, 0);
    begin(MASKED | DOWN);
    arithmetic.subtract(three, three, result);
    assertResult(0x8000, 0, 0, 0);
  }

  @Test
  void precisionControlShortensTheSignificand() {
    begin(0x07f);
    arithmetic.divide(one, three, result);
    assertResult(0x3ffd, 0xaaaaab00, 0, StatusWord.PRECISION);
    begin(0x27f);
    arithmetic.divide(one, three, result);
    assertResult(0x3ffd, 0xaaaaaaaa, 0xaaaaa800, StatusWord.PRECISION);
    begin(MASKED);
    arithmetic.divide(one, three, result);
    assertResult(0x3ffd, 0xaaaaaaaa, 0xaaaaaaab, StatusWord.PRECISION);
  }

  @Test
  void squareRootOfTwo() {
    begin(MASKED);
    arithmetic.squareRoot(number(0x4000, 0x80000000, 0), result);
    assertResult(0x3fff, 0xb504f333, 0xf9de6484, StatusWord.PRECISION);
  }

  @Test
  void overflowGivesInfinityOrTheLargestNumberOrWraps() {
    begin(MASKED);
    arithmetic.add(largest, largest, result);
    assertResult(0x7fff, 0x80000000, 0, StatusWord.OVERFLOW | StatusWord.PRECISION);
    begin(MASKED | CHOP);
    arithmetic.add(largest, largest, result);
    assertResult(0x7ffe, -1, -1, StatusWord.OVERFLOW | StatusWord.PRECISION);
    begin(MASKED & ~StatusWord.OVERFLOW);
    arithmetic.add(largest, largest, result);
    assertResult(0x7fff - 24576, -1, -1, StatusWord.OVERFLOW);
  }

  @Test
  void underflowIsExactWithoutAnExceptionWhenMasked() {
    Extended half = number(0x3ffe, 0x80000000, 0);
    begin(MASKED);
    arithmetic.multiply(smallest, half, result);
    assertResult(0, 0x40000000, 0, 0);
    begin(MASKED);
    arithmetic.multiply(number(1, 0x80000000, 1), half, result);
    assertResult(0, 0x40000000, 0, StatusWord.UNDERFLOW | StatusWord.PRECISION);
    begin(MASKED & ~StatusWord.UNDERFLOW);
    arithmetic.multiply(smallest, half, result);
    assertResult(24576, 0x80000000, 0, StatusWord.UNDERFLOW);
  }

  @Test
  void theLargerNanWinsAndBecomesQuiet() {
    Extended small = number(0x7fff, 0xc0000000, 1);
    Extended large = number(0xffff, 0xc0000000, 2);
    Extended signaling = number(0x7fff, 0xa0000000, 0);
    begin(MASKED);
    arithmetic.add(small, large, result);
    assertResult(0xffff, 0xc0000000, 2, 0);
    begin(MASKED);
    arithmetic.add(signaling, one, result);
    assertResult(0x7fff, 0xe0000000, 0, StatusWord.INVALID);
    begin(MASKED);
    arithmetic.add(signaling, small, result);
    assertResult(0x7fff, 0xc0000000, 1, StatusWord.INVALID);
  }

  @Test
  void unnormalNumbersAreInvalid() {
    begin(MASKED);
    arithmetic.multiply(number(0x3fff, 0x40000000, 0), one, result);
    assertResult(0xffff, 0xc0000000, 0, StatusWord.INVALID);
  }

  @Test
  void zeroOverZeroIsInvalidAndOneOverZeroInfinite() {
    begin(MASKED);
    arithmetic.divide(number(0, 0, 0), number(0, 0, 0), result);
    assertResult(0xffff, 0xc0000000, 0, StatusWord.INVALID);
    begin(MASKED);
    arithmetic.divide(one, number(0x8000, 0, 0), result);
    assertResult(0xffff, 0x80000000, 0, StatusWord.ZERO_DIVIDE);
  }

  @Test
  void remaindersShowThreeBitsOfTheQuotient() {
    Extended eighteen = number(0x4003, 0x90000000, 0);
    Extended five = number(0x4001, 0xa0000000, 0);
    begin(MASKED);
    assertEquals(
        StatusWord.C3 | StatusWord.C1, arithmetic.remainder(eighteen, five, false, result));
    assertResult(0x4000, 0xc0000000, 0, 0);
    begin(MASKED);
    assertEquals(StatusWord.C0, arithmetic.remainder(eighteen, five, true, result));
    assertResult(0xc000, 0x80000000, 0, 0);
    begin(MASKED);
    assertEquals(StatusWord.C2, arithmetic.remainder(largest, five, false, result));
  }

  private void begin(int control) {
    rounder.begin(control);
    arithmetic.begin();
  }

  private void assertResult(int signExponent, int high, int low, int exceptions) {
    assertEquals(text(signExponent, high, low), text(result.signExponent, result.high, result.low));
    assertEquals(exceptions, rounder.raised());
  }

  static String text(int signExponent, int high, int low) {
    return String.format("%04x %08x %08x", signExponent, high, low);
  }

  static Extended number(int signExponent, int high, int low) {
    Extended number = new Extended();
    number.set(signExponent, high, low);
    return number;
  }
}
