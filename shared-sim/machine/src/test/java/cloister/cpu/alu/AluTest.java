package cloister.cpu.alu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.core.Flags;
import org.junit.jupiter.api.Test;

class AluTest {
  private static final int[] NUMBERS = {
    0,
    1,
    2,
    7,
    8,
    15,
    16,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0x12345678,
    0x7fffffff,
    0x80000000,
    0x80000001,
    0xdeadbeef,
    0xfffffffe,
    0xffffffff
  };

  private final Flags flags = new Flags();

  @Test
  void sumsOfAllBytesHaveTheFlagsOfTheirDefinition() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        for (int carry = 0; carry < 2; carry++) {
          int sum = a + b + carry;
          flags.setStatus(Alu.signExtend(sum, 0), Alu.addCarries(a, b, sum, 0));
          String what = a + "+" + b + "+" + carry;
          assertEquals(sum > 255, flags.carry(), what);
          assertEquals((a & 15) + (b & 15) + carry > 15, flags.adjust(), what);
          assertEquals((byte) a + (byte) b + carry != (byte) sum, flags.overflow(), what);
          assertEquals((byte) sum == 0, flags.zero(), what);
          assertEquals((byte) sum < 0, flags.sign(), what);
          assertEquals((Integer.bitCount(sum & 255) & 1) == 0, flags.parity(), what);
        }
      }
    }
  }

  @Test
  void differencesOfAllBytesHaveTheFlagsOfTheirDefinition() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        for (int borrow = 0; borrow < 2; borrow++) {
          int difference = a - b - borrow;
          flags.setStatus(Alu.signExtend(difference, 0), Alu.subtractCarries(a, b, difference, 0));
          String what = a + "-" + b + "-" + borrow;
          assertEquals(difference < 0, flags.carry(), what);
          assertEquals((a & 15) - (b & 15) - borrow < 0, flags.adjust(), what);
          assertEquals((byte) a - (byte) b - borrow != (byte) difference, flags.overflow(), what);
        }
      }
    }
  }

  @Test
  void wideSumsAndDifferencesCarryAsLongArithmetic() {
    for (int size = 1; size <= 2; size++) {
      long mask = size == 1 ? 0xffffL : 0xffffffffL;
      for (int first : NUMBERS) {
        for (int second : NUMBERS) {
          int a = (int) (first & mask);
          int b = (int) (second & mask);
          flags.setStatus(0, Alu.addCarries(a, b, a + b, size));
          assertEquals((a & mask) + (b & mask) > mask, flags.carry());
          long signed = (long) Alu.signExtend(a, size) + Alu.signExtend(b, size);
          assertEquals(signed != Alu.signExtend(a + b, size), flags.overflow());
          flags.setStatus(0, Alu.subtractCarries(a, b, a - b, size));
          assertEquals((a & mask) < (b & mask), flags.carry());
          signed = (long) Alu.signExtend(a, size) - Alu.signExtend(b, size);
          assertEquals(signed != Alu.signExtend(a - b, size), flags.overflow());
        }
      }
    }
  }

  @Test
  void highProductsAreThoseOfLongArithmetic() {
    for (int a : NUMBERS) {
      for (int b : NUMBERS) {
        long unsigned = (a & 0xffffffffL) * (b & 0xffffffffL);
        assertEquals((int) (unsigned >>> 32), Alu.multiplyHighUnsigned(a, b));
        assertEquals((int) ((long) a * b >> 32), Alu.multiplyHighSigned(a, b));
      }
    }
  }

  @Test
  void quotientsAreThoseOfLongArithmetic() {
    for (int divisor : NUMBERS) {
      for (int high : NUMBERS) {
        for (int low : NUMBERS) {
          if (Integer.compareUnsigned(high, divisor) < 0) {
            long dividend = (long) high << 32 | low & 0xffffffffL;
            long quotient = Long.divideUnsigned(dividend, divisor & 0xffffffffL);
            assertEquals((int) quotient, Alu.divideUnsigned(high, low, divisor));
          }
        }
      }
    }
  }

  @Test
  void extensionsFollowTheOperandSize() {
    assertEquals(-1, Alu.signExtend(0x1ff, 0));
    assertEquals(0xff, Alu.zeroExtend(0x1ff, 0));
    assertEquals(-32768, Alu.signExtend(0x18000, 1));
    assertEquals(0x8000, Alu.zeroExtend(0x18000, 1));
    assertEquals(0x80000000, Alu.signExtend(0x80000000, 2));
    assertEquals(4, Alu.bytes(2));
  }
}
