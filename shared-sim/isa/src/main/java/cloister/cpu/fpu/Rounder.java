package cloister.cpu.fpu;

import cloister.bits.Bits;

/**
 * Rounding by the control word, and the exceptions that one operation raises (SDM 1, 4.8.4 and
 * 8.5). Tininess is detected after rounding.
 */
public final class Rounder {
  /** What an unmasked overflow or underflow adds to the exponent of a register. */
  private static final int WRAP = 24576;

  private static final int NEAREST = 0;
  private static final int DOWN = 1;
  private static final int UP = 2;
  private static final int CHOP = 3;

  private int control;
  private int raised;
  private boolean roundedUp;

  /** Begins an operation under a control word. */
  public void begin(int control) {
    this.control = control;
    raised = 0;
    roundedUp = false;
  }

  int control() {
    return control;
  }

  public void raise(int exceptions) {
    raised |= exceptions;
  }

  /** Exceptions of the operation, as bits of the status word. */
  public int raised() {
    return raised;
  }

  /** True when the result is larger in magnitude than the exact one. */
  public boolean roundedUp() {
    return roundedUp;
  }

  public boolean unmasked(int exceptions) {
    return (raised & exceptions & ~control) != 0;
  }

  boolean roundsDown() {
    return mode() == DOWN;
  }

  /** Rounds to the precision of the control word (SDM 1, 8.1.5.2) and packs for a register. */
  void pack(Real number, Extended result) {
    int precision = control >> 8 & 3;
    pack(number, result, precision == 0 ? 24 : precision == 2 ? 53 : 64);
  }

  void pack(Real number, Extended result, int bits) {
    boolean negative = number.negative;
    fit(number, bits, 1, 0x7ffe, true);
    int exponent = number.high < 0 ? number.exponent : 0;
    result.set(exponent | (negative ? 0x8000 : 0), number.high, number.low);
  }

  /**
   * Rounds to a format. Afterwards the exponent is that of an infinity when it is above the
   * highest, and the number is denormal or zero when its top bit is clear.
   *
   * @param register true when the result of an unmasked exception is kept with a wrapped exponent
   */
  void fit(Real number, int bits, int lowest, int highest, boolean register) {
    if (number.isZero()) {
      return;
    }
    if (number.exponent < lowest) {
      underflow(number, bits, lowest, register);
      return;
    }
    boolean inexact = round(number, bits);
    if (number.exponent > highest) {
      overflow(number, bits, highest, register, inexact);
    } else if (inexact) {
      raise(StatusWord.PRECISION);
    }
  }

  private void underflow(Real number, int bits, int lowest, boolean register) {
    boolean tiny = number.exponent < lowest - 1 || !carries(number, bits);
    if (tiny && (control & StatusWord.UNDERFLOW) == 0) {
      raise(StatusWord.UNDERFLOW);
      if (register) {
        wrapUp(number, bits, lowest);
      }
      return;
    }
    number.shiftRight(lowest - number.exponent);
    number.exponent = lowest;
    if (round(number, bits)) {
      raise(tiny ? StatusWord.UNDERFLOW | StatusWord.PRECISION : StatusWord.PRECISION);
    }
  }

  private void wrapUp(Real number, int bits, int lowest) {
    if (round(number, bits)) {
      raise(StatusWord.PRECISION);
    }
    number.exponent += WRAP;
    if (number.exponent < lowest) {
      raise(StatusWord.PRECISION);
      number.set(number.negative, lowest, 0, 0, 0);
    }
  }

  private void overflow(Real number, int bits, int highest, boolean register, boolean inexact) {
    raise(StatusWord.OVERFLOW);
    if ((control & StatusWord.OVERFLOW) == 0) {
      if (register) {
        raise(inexact ? StatusWord.PRECISION : 0);
        number.exponent -= WRAP;
        if (number.exponent > highest) {
          raise(StatusWord.PRECISION);
          roundedUp = true;
          number.set(number.negative, highest + 1, Extended.TOP_BIT, 0, 0);
        }
      }
      return;
    }
    raise(StatusWord.PRECISION);
    roundedUp = mode() == NEAREST || mode() == (number.negative ? DOWN : UP);
    if (roundedUp) {
      number.set(number.negative, highest + 1, Extended.TOP_BIT, 0, 0);
    } else {
      number.set(number.negative, highest, -1, -1, 0);
      clearBelow(number, bits);
    }
  }

  /** Rounds the significand to its upper bits; true when that is not exact. */
  private boolean round(Real number, int bits) {
    boolean half = bit(number, bits);
    boolean rest = anyBelow(number, bits);
    boolean up = goesUp(number, bits, half, rest);
    clearBelow(number, bits);
    if (up) {
      increment(number, bits);
    }
    roundedUp = up;
    return half || rest;
  }

  /** Rounds a number whose last integer bit is the lowest of the 64. */
  boolean roundInteger(Real number) {
    boolean inexact = round(number, 64);
    if (inexact) {
      raise(StatusWord.PRECISION);
    }
    return inexact;
  }

  /** Rounds to 64 bits without an exception or a trace in C1. */
  void roundQuietly(Real number) {
    round(number, 64);
    roundedUp = false;
  }

  private boolean goesUp(Real number, int bits, boolean half, boolean rest) {
    return switch (mode()) {
      case NEAREST -> half && (rest || bit(number, bits - 1));
      case DOWN -> number.negative && (half || rest);
      case UP -> !number.negative && (half || rest);
      default -> false;
    };
  }

  /** True when rounding with unbounded exponent would reach the next power of two. */
  private boolean carries(Real number, int bits) {
    boolean ones =
        number.high >>> Math.max(0, 32 - bits) == -1 >>> Math.max(0, 32 - bits)
            && (bits <= 32 || number.low >>> 64 - bits == -1 >>> 64 - bits);
    return ones && goesUp(number, bits, bit(number, bits), anyBelow(number, bits));
  }

  /** The bit at a distance from the top. */
  private static boolean bit(Real number, int index) {
    int word = index < 32 ? number.high : index < 64 ? number.low : number.extra;
    return word << (index & 31) < 0;
  }

  /** True when a bit beyond the one at the index is set. */
  private static boolean anyBelow(Real number, int index) {
    return switch (index) {
      case 24 -> (number.high << 25 | number.low | number.extra) != 0;
      case 53 -> (number.low << 22 | number.extra) != 0;
      default -> number.extra << 1 != 0;
    };
  }

  private static void clearBelow(Real number, int bits) {
    number.extra = 0;
    if (bits < 64) {
      number.low = bits < 32 ? 0 : number.low & -1 << 64 - bits;
      number.high = bits < 32 ? number.high & -1 << 32 - bits : number.high;
    }
  }

  private static void increment(Real number, int bits) {
    int inHigh = bits < 32 ? 1 << 32 - bits : 0;
    int inLow = bits < 32 ? 0 : 1 << 64 - bits;
    int low = number.low + inLow;
    int carry = Bits.below(low, inLow) ? 1 : 0;
    int high = number.high + inHigh + carry;
    boolean carryOut = number.high < 0 && high >= 0;
    number.low = low;
    number.high = carryOut ? Extended.TOP_BIT : high;
    number.exponent += carryOut ? 1 : 0;
  }

  private int mode() {
    return control >> 10 & CHOP;
  }
}
