package cloister.cpu.fpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormatsTest {
  private final Rounder rounder = new Rounder();
  private final Formats formats = new Formats(rounder);
  private final Extended number = new Extended();

  @Test
  void everySingleComesBackFromARegister() {
    for (int pattern : new int[] {0, 1, 0x7fffff, 0x800000, 0x3f800000, 0x7f7fffff, 0x7f800000}) {
      for (int sign : new int[] {0, 0x80000000}) {
        rounder.begin(0x37f);
        formats.loadSingle(pattern | sign, number);
        formats.storeSingle(number);
        assertEquals(pattern | sign, formats.low);
        assertEquals(0, rounder.raised());
      }
    }
  }

  @Test
  void doublesAreDenormalBelowTheirRange() {
    rounder.begin(0x37f);
    formats.loadDouble(0, 1, number);
    assertEquals(0x3fff - 1074, number.signExponent);
    formats.storeDouble(number);
    assertEquals(1, formats.low);
    assertEquals(0, formats.high);
    number.signExponent--;
    formats.storeDouble(number);
    assertEquals(0, formats.low);
    assertEquals(StatusWord.UNDERFLOW | StatusWord.PRECISION, rounder.raised());
  }

  @Test
  void integersReachFromTheLeastToTheGreatest() {
    rounder.begin(0x37f);
    formats.loadInteger(0x80000000, 0, number);
    assertEquals(0xc03e, number.signExponent);
    formats.storeInteger(number, 64);
    assertEquals(0x80000000, formats.high);
    assertEquals(0, formats.low);
    assertEquals(0, rounder.raised());
    number.negate();
    formats.storeInteger(number, 64);
    assertEquals(0x80000000, formats.high);
    assertEquals(StatusWord.INVALID, rounder.raised());
  }

  @Test
  void whatDoesNotFitIsTheIndefiniteInteger() {
    rounder.begin(0x37f);
    number.set(0x400e, 0x80000000, 0);
    formats.storeInteger(number, 16);
    assertEquals(0x8000, formats.low);
    assertEquals(StatusWord.INVALID, rounder.raised());
    rounder.begin(0x37f);
    number.negate();
    formats.storeInteger(number, 16);
    assertEquals(-0x8000, formats.low);
    assertEquals(0, rounder.raised());
  }

  @Test
  void decimalsHaveEighteenDigits() {
    rounder.begin(0x37f);
    formats.loadDecimal(0x99999999, 0x99999999, 0x8099, number);
    formats.storeDecimal(number);
    assertEquals(0x99999999, formats.low);
    assertEquals(0x99999999, formats.high);
    assertEquals(0x8099, formats.top);
    number.set(0x403a, 0xde0b6b3a, 0x76400000);
    formats.storeDecimal(number);
    assertEquals(0xffff, formats.top);
    assertEquals(StatusWord.INVALID, rounder.raised());
  }

  @Test
  void constantsFollowTheRoundingControl() {
    rounder.begin(0x37f);
    formats.constant(3, number);
    assertEquals(0x2168c235, number.low);
    rounder.begin(0xf7f);
    formats.constant(3, number);
    assertEquals(0x2168c234, number.low);
    rounder.begin(0xb7f);
    formats.constant(1, number);
    assertEquals(0xcd1b8aff, number.low);
    assertEquals(0, rounder.raised());
  }
}
