package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;

/** Arithmetic with 32-bit registers, which is most of it. */
final class FrequentArithmetic {
  private final int[] general;
  private final Flags flags;

  FrequentArithmetic(Core core) {
    general = core.general;
    flags = core.flags;
  }

  int add(int a, int b) {
    int sum = a + b;
    flags.setStatus(sum, Alu.addCarries(a, b, sum));
    return sum;
  }

  int subtract(int a, int b) {
    int difference = a - b;
    flags.setStatus(difference, Alu.subtractCarries(a, b, difference));
    return difference;
  }

  void compareByte(int a, int b) {
    int difference = a - b;
    flags.setStatus(Bits.signExtend8(difference), Alu.subtractCarries(a, b, difference, 0));
  }

  int logic(int result) {
    flags.setStatus(result, 0);
    return result;
  }

  void shiftLeft(int register, int count) {
    if (count != 0) {
      int value = general[register];
      int result = value << count;
      boolean carry = (value >>> 32 - count & 1) != 0;
      general[register] = result;
      flags.setStatus(result, Alu.carries(carry, carry != result < 0) | Alu.ADJUST);
    }
  }

  void shiftRight(int register, int count) {
    if (count != 0) {
      int value = general[register];
      int result = value >>> count;
      boolean carry = (value >>> count - 1 & 1) != 0;
      general[register] = result;
      flags.setStatus(result, Alu.carries(carry, count == 1 && value < 0) | Alu.ADJUST);
    }
  }
}
