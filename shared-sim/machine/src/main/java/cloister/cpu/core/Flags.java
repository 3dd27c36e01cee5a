package cloister.cpu.core;

/**
 * EFLAGS, with the status flags kept as the last result and its carries, and computed when read.
 *
 * <p>{@code result} is sign-extended to 32 bits; it gives ZF, SF and PF. {@code carries} holds the
 * carry out of the top bit in bit 31 (CF), the carry into it in bit 30 (OF is their difference) and
 * the carry out of bit 3 in bit 3 (AF). Bits 0 and 8 invert SF and PF, for values that no result
 * has.
 */
public final class Flags {
  private static final int SIGN_INVERTED = 1;
  private static final int PARITY_INVERTED = 1 << 8;

  private int result = 1;
  private int carries;
  private int system = Eflags.RESERVED_ONE;

  /** Sets the status flags from a result and its carries, as {@code Alu} gives them. */
  public void setStatus(int result, int carries) {
    this.result = result;
    this.carries = carries;
  }

  public int result() {
    return result;
  }

  public int carries() {
    return carries;
  }

  /** A 32-bit INC, which keeps CF. */
  public int increment(int before) {
    int result = before + 1;
    this.result = result;
    int carry = carries & 0x80000000;
    int intoTop = carry >>> 1 ^ (~before & result) >>> 1 & 0x40000000;
    carries = carry | intoTop | (before ^ result) >>> 1 & 8;
    return result;
  }

  /** A 32-bit DEC, which keeps CF. */
  public int decrement(int before) {
    int result = before - 1;
    this.result = result;
    int carry = carries & 0x80000000;
    int intoTop = carry >>> 1 ^ (before & ~result) >>> 1 & 0x40000000;
    carries = carry | intoTop | (before ^ result) >>> 1 & 8;
    return result;
  }

  /** As {@link #setStatus}, keeping CF (INC and DEC). */
  public void setStatusKeepingCarry(int result, int carries) {
    boolean carry = carry();
    setStatus(result, carries);
    setCarry(carry);
  }

  public boolean carry() {
    return carries < 0;
  }

  public boolean overflow() {
    return (carries ^ carries << 1) < 0;
  }

  public boolean zero() {
    return result == 0;
  }

  public boolean sign() {
    return (result ^ carries << 31) < 0;
  }

  /** SF differs from OF. */
  public boolean less() {
    return (result ^ carries << 31 ^ carries ^ carries << 1) < 0;
  }

  public boolean parity() {
    int folded = result ^ result >>> 4;
    return (0x9669 >>> (folded & 15) & 1) != (carries >>> 8 & 1);
  }

  public boolean adjust() {
    return (carries & 8) != 0;
  }

  public boolean direction() {
    return (system & Eflags.DF) != 0;
  }

  public boolean interrupt() {
    return (system & Eflags.IF) != 0;
  }

  public boolean trap() {
    return (system & Eflags.TF) != 0;
  }

  public int iopl() {
    return Eflags.iopl(system);
  }

  /** Replaces CF and keeps the other flags. */
  public void setCarry(boolean value) {
    boolean overflow = overflow();
    carries &= 0x3fffffff;
    if (value) {
      carries |= 0x80000000;
    }
    if (value != overflow) {
      carries |= 0x40000000;
    }
  }

  /** Replaces CF and OF and keeps the other flags. */
  public void setCarryAndOverflow(boolean carry, boolean overflow) {
    carries &= 0x3fffffff;
    if (carry) {
      carries |= 0x80000000;
    }
    if (carry != overflow) {
      carries |= 0x40000000;
    }
  }

  /** Replaces ZF and keeps the other flags. */
  public void setZero(boolean value) {
    setEflags(value ? eflags() | Eflags.ZF : eflags() & ~Eflags.ZF);
  }

  /** The flags outside the status flags. */
  public int system() {
    return system;
  }

  public void setSystem(int bit, boolean value) {
    system = value ? system | bit : system & ~bit;
  }

  /**
   * Replaces the flags outside the status flags.
   *
   * @param value as {@link #system} gives it
   */
  public void replaceSystem(int value) {
    system = value;
  }

  public int eflags() {
    return system
        | (carry() ? Eflags.CF : 0)
        | (parity() ? Eflags.PF : 0)
        | (adjust() ? Eflags.AF : 0)
        | (zero() ? Eflags.ZF : 0)
        | (sign() ? Eflags.SF : 0)
        | (overflow() ? Eflags.OF : 0);
  }

  public void setEflags(int eflags) {
    system = eflags & ~Eflags.STATUS | Eflags.RESERVED_ONE;
    boolean zero = (eflags & Eflags.ZF) != 0;
    boolean parity = (eflags & Eflags.PF) != 0;
    boolean carry = (eflags & Eflags.CF) != 0;
    boolean overflow = (eflags & Eflags.OF) != 0;
    result = zero ? 0 : 1;
    carries =
        (carry ? 1 << 31 : 0)
            | (carry != overflow ? 1 << 30 : 0)
            | ((eflags & Eflags.AF) != 0 ? 8 : 0)
            | ((eflags & Eflags.SF) != 0 ? SIGN_INVERTED : 0)
            | (parity != zero ? PARITY_INVERTED : 0);
  }

  /** The sixteen conditions of Jcc, SETcc and CMOVcc (SDM 1, appendix B), frequent ones first. */
  public boolean condition(int code) {
    int kind = code >> 1;
    boolean holds = kind == 2 ? zero() : kind == 1 ? carry() : rareCondition(kind);
    return holds != ((code & 1) != 0);
  }

  private boolean rareCondition(int kind) {
    return switch (kind) {
      case 0 -> overflow();
      case 3 -> carry() || zero();
      case 4 -> sign();
      case 5 -> parity();
      case 6 -> less();
      default -> zero() || less();
    };
  }
}
