package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.cpu.access.Operands;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Exceptions;
import cloister.event.Rule;

/**
 * Multiplication and division, binary and decimal.
 *
 * <p>The flags that the manual leaves undefined are those of AMD EPYC, family 25: a product changes
 * only CF and OF; a division keeps CF and OF, sets AF and clears the others; the decimal
 * adjustments give the flags of the addition or subtraction that they consist of.
 */
public final class Multiplication implements Group {
  private final Core core;
  private final Operands operands;
  private final int[] general;
  private final Flags flags;

  public Multiplication(Core core, Operands operands) {
    this.core = core;
    this.operands = operands;
    general = core.general;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    int size = Slot.size(code[at]);
    switch (Slot.op(code[at])) {
      case Op.MUL -> multiplyWide(size, operands.read(code, at, code[at + Slot.A]), false);
      case Op.IMUL_WIDE -> multiplyWide(size, operands.read(code, at, code[at + Slot.A]), true);
      case Op.IMUL -> multiply(code, at, size);
      case Op.DIV -> divide(size, operands.read(code, at, code[at + Slot.A]));
      case Op.IDIV -> divideSigned(size, operands.read(code, at, code[at + Slot.A]));
      case Op.DAA -> decimalAdjust(false);
      case Op.DAS -> decimalAdjust(true);
      case Op.AAA -> asciiAdjust(1);
      case Op.AAS -> asciiAdjust(-1);
      case Op.AAM -> asciiAdjustAfterMultiply(code[at + Slot.IMMEDIATE]);
      case Op.AAD -> asciiAdjustBeforeDivide(code[at + Slot.IMMEDIATE]);
      default -> throw new IllegalStateException("multiplication " + code[at]);
    }
  }

  private void multiplyWide(int size, int factor, boolean signed) {
    int accumulator = operands.register(Core.EAX, size);
    int a = signed ? Alu.signExtend(accumulator, size) : accumulator;
    int b = signed ? Alu.signExtend(factor, size) : factor;
    int low = a * b;
    int high;
    if (size == 2) {
      high = signed ? Alu.multiplyHighSigned(a, b) : Alu.multiplyHighUnsigned(a, b);
      general[Core.EAX] = low;
      general[Core.EDX] = high;
    } else if (size == 1) {
      high = low >> 16;
      operands.setRegister(Core.EAX, 1, low);
      operands.setRegister(Core.EDX, 1, high);
    } else {
      high = low >> 8;
      operands.setRegister(Core.EAX, 1, low);
    }
    int filler = signed ? Alu.signExtend(low, size) >> 31 : 0;
    boolean significant = Alu.zeroExtend(high ^ filler, size) != 0;
    flags.setCarryAndOverflow(significant, significant);
  }

  private void multiply(int[] code, int at, int size) {
    boolean three = code[at + Slot.C] != 0;
    int first = operands.read(code, at, code[at + (three ? Slot.B : Slot.A)]);
    int second = operands.read(code, at, code[at + (three ? Slot.C : Slot.B)]);
    int a = Alu.signExtend(first, size);
    int b = Alu.signExtend(second, size);
    int low = a * b;
    boolean overflow =
        size == 2 ? Alu.multiplyHighSigned(a, b) != low >> 31 : Alu.signExtend(low, size) != low;
    operands.write(code, at, code[at + Slot.A], low);
    flags.setCarryAndOverflow(overflow, overflow);
  }

  private void divide(int size, int divisor) {
    if (divisor == 0) {
      throw divideError(Rule.DIVIDE_BY_ZERO, divisor);
    }
    int high = high(size);
    if (!Bits.below(high, divisor)) {
      throw divideError(Rule.DIVIDE_OVERFLOW, divisor);
    }
    int low = size == 2 ? general[Core.EAX] : dividend(size);
    int quotient =
        size == 2 ? Alu.divideUnsigned(high, low, divisor) : Integer.divideUnsigned(low, divisor);
    store(size, quotient, low - quotient * divisor);
  }

  private void divideSigned(int size, int rawDivisor) {
    int divisor = Alu.signExtend(rawDivisor, size);
    if (divisor == 0) {
      throw divideError(Rule.DIVIDE_BY_ZERO, divisor);
    }
    int low = size == 2 ? general[Core.EAX] : signedDividend(size);
    int high = size == 2 ? general[Core.EDX] : low >> 31;
    boolean negative = high < 0;
    if (negative) {
      high = ~high + (low == 0 ? 1 : 0);
      low = -low;
    }
    int magnitude = Math.abs(divisor);
    if (!Bits.below(high, magnitude)) {
      throw divideError(Rule.DIVIDE_OVERFLOW, divisor);
    }
    int quotient = Alu.divideUnsigned(high, low, magnitude);
    int remainder = low - quotient * magnitude;
    boolean quotientNegative = negative != divisor < 0;
    int signedQuotient = quotientNegative ? -quotient : quotient;
    boolean fits =
        quotient == 0
            || (signedQuotient < 0) == quotientNegative
                && Alu.signExtend(signedQuotient, size) == signedQuotient;
    if (!fits) {
      throw divideError(Rule.DIVIDE_OVERFLOW, divisor);
    }
    store(size, signedQuotient, negative ? -remainder : remainder);
  }

  /** The part of the dividend that must be below the divisor: AH, DX or EDX. */
  private int high(int size) {
    return switch (size) {
      case 0 -> operands.register8(4);
      case 1 -> general[Core.EDX] & 0xffff;
      default -> general[Core.EDX];
    };
  }

  private int dividend(int size) {
    int ax = general[Core.EAX] & 0xffff;
    return size == 0 ? ax : general[Core.EDX] << 16 | ax;
  }

  private int signedDividend(int size) {
    return size == 0 ? Bits.signExtend16(general[Core.EAX]) : dividend(size);
  }

  private void store(int size, int quotient, int remainder) {
    if (size == 0) {
      operands.setRegister(Core.EAX, 1, remainder << 8 | quotient & 0xff);
    } else {
      operands.setRegister(Core.EAX, size, quotient);
      operands.setRegister(Core.EDX, size, remainder);
    }
    flags.setStatus(1, Alu.carries(flags.carry(), flags.overflow()) | Alu.ADJUST);
  }

  private Fault divideError(Rule rule, int divisor) {
    return core.fault(Exceptions.DE, Fault.NO_ERROR_CODE, rule, divisor, 0, 0);
  }

  private void decimalAdjust(boolean subtract) {
    int al = operands.register8(0);
    boolean carry = flags.carry();
    boolean lower = (al & 15) > 9 || flags.adjust();
    boolean upper = al > 0x99 || carry;
    int correction = (lower ? 6 : 0) + (upper ? 0x60 : 0);
    int result = subtract ? al - correction : al + correction;
    boolean borrow = subtract && lower && al < 6;
    int carries =
        subtract
            ? Alu.subtractCarries(al, correction, result, 0)
            : Alu.addCarries(al, correction, result, 0);
    operands.setRegister8(0, result);
    flags.setStatus(Bits.signExtend8(result), carries);
    boolean overflow = flags.overflow();
    flags.setStatus(
        Bits.signExtend8(result),
        Alu.carries(upper || borrow, overflow) | (lower ? Alu.ADJUST : 0));
  }

  private void asciiAdjust(int sign) {
    int ax = general[Core.EAX] & 0xffff;
    boolean adjust = (ax & 15) > 9 || flags.adjust();
    int result = adjust ? ax + sign * 0x106 : ax;
    boolean overflow = ((sign > 0 ? result & ~ax : ax & ~result) & 0x8000) != 0;
    operands.setRegister(Core.EAX, 1, result & 0xff0f);
    flags.setStatus(
        Bits.signExtend16(result), Alu.carries(adjust, overflow) | (adjust ? Alu.ADJUST : 0));
  }

  private void asciiAdjustAfterMultiply(int base) {
    if (base == 0) {
      throw divideError(Rule.DIVIDE_BY_ZERO, 0);
    }
    int al = operands.register8(0);
    operands.setRegister(Core.EAX, 1, al / base << 8 | al % base);
    flags.setStatus(Bits.signExtend8(al % base), 0);
  }

  private void asciiAdjustBeforeDivide(int base) {
    int al = operands.register8(0);
    int product = operands.register8(4) * base & 0xff;
    int sum = al + product;
    operands.setRegister(Core.EAX, 1, sum & 0xff);
    flags.setStatus(Bits.signExtend8(sum), Alu.addCarries(al, product, sum, 0));
  }
}
