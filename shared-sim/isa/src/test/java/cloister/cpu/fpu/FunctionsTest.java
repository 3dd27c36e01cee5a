package cloister.cpu.fpu;

import static cloister.cpu.fpu.RealArithmeticTest.number;
import static cloister.cpu.fpu.RealArithmeticTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transcendental functions against values worked out to sixty digits. */
class FunctionsTest {
  private final Rounder rounder = new Rounder();
  private final RealArithmetic arithmetic = new RealArithmetic(rounder);
  private final Trigonometry angles = new Trigonometry(rounder, arithmetic);
  private final Logarithms logarithms = new Logarithms(rounder, arithmetic);
  private final Extended half = number(0x3ffe, 0x80000000, 0);
  private final Extended one = number(0x3fff, 0x80000000, 0);
  private final Extended two = number(0x4000, 0x80000000, 0);
  private final Extended three = number(0x4000, 0xc0000000, 0);
  private final Extended result = new Extended();

  @BeforeEach
  void roundsToNearest() {
    rounder.begin(0x37f);
  }

  @Test
  void sineCosineAndTangent() {
    angles.sine(half, result);
    assertResult(0x3ffd, 0xf57743a2, 0x582f7f44);
    angles.cosine(half, result);
    assertResult(0x3ffe, 0xe0a94032, 0xdbea7cee);
    angles.tangent(half, result);
    assertResult(0x3ffe, 0x8bda7adf, 0x9a3a5219);
    assertEquals(StatusWord.PRECISION, rounder.raised());
  }

  @Test
  void theProcessorsPiHasSixtySixBits() {
    // the sine of pi as a register holds it is what the 66 bits are smaller by
    angles.sine(number(0x4000, 0xc90fdaa2, 0x2168c235), result);
    assertResult(0xbfbf, 0x80000000, 0);
  }

  @Test
  void largeAnglesAreOutOfRange() {
    assertTrue(Trigonometry.inRange(number(0x403d, -1, -1)));
    assertFalse(Trigonometry.inRange(number(0xc03e, 0x80000000, 0)));
  }

  @Test
  void tinyAnglesAreTheirOwnSine() {
    Extended tiny = number(0x3f00, 0xc0000000, 5);
    angles.sine(tiny, result);
    assertResult(0x3f00, 0xc0000000, 5);
    angles.cosine(tiny, result);
    assertResult(0x3fff, 0x80000000, 0);
    rounder.begin(0xf7f);
    angles.sine(tiny, result);
    assertResult(0x3f00, 0xc0000000, 4);
    angles.tangent(tiny, result);
    assertResult(0x3f00, 0xc0000000, 5);
  }

  @Test
  void arcTangentKnowsItsQuadrant() {
    angles.arctangent(two, one, result);
    assertResult(0x3ffd, 0xed63382b, 0x0dda7b45);
    angles.arctangent(one, two, result);
    assertResult(0x3fff, 0x8db70c97, 0x5df22363);
    angles.arctangent(number(0xc000, 0x80000000, 0), one, result);
    assertResult(0x4000, 0xab63739c, 0xbfad72cc);
    angles.arctangent(number(0x8000, 0, 0), number(0x8000, 0, 0), result);
    assertResult(0xc000, 0xc90fdaa2, 0x2168c235);
  }

  @Test
  void logarithmsToBaseTwo() {
    logarithms.logarithm(three, one, result);
    assertResult(0x3fff, 0xcae00d1c, 0xfdeb43d0);
    logarithms.logarithm(number(0x4002, 0x80000000, 0), three, result);
    assertResult(0x4002, 0x90000000, 0);
    logarithms.logarithmPlusOne(half, one, result);
    assertResult(0x3ffe, 0x95c01a39, 0xfbd687a0);
    logarithms.logarithmPlusOne(number(0x3ffc, 0x80000000, 0), one, result);
    assertResult(0x3ffc, 0xae00d1cf, 0xdeb43cfd);
  }

  @Test
  void powersOfTwoMinusOne() {
    logarithms.exponential(half, result);
    assertResult(0x3ffd, 0xd413cccf, 0xe7799211);
    logarithms.exponential(number(0xbffe, 0x80000000, 0), result);
    assertResult(0xbffd, 0x95f61998, 0x0c4336f7);
  }

  private void assertResult(int signExponent, int high, int low) {
    assertEquals(text(signExponent, high, low), text(result.signExponent, result.high, result.low));
  }
}
