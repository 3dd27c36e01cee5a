package cloister.cpu.fpu;

/** Bits of the x87 status word; the six exceptions have the same places in the control word. */
public final class StatusWord {
  public static final int INVALID = 1;
  public static final int DENORMAL = 1 << 1;
  public static final int ZERO_DIVIDE = 1 << 2;
  public static final int OVERFLOW = 1 << 3;
  public static final int UNDERFLOW = 1 << 4;
  public static final int PRECISION = 1 << 5;
  public static final int EXCEPTIONS = 0x3f;

  /** Of an invalid operation: the stack was too full or too empty. */
  public static final int STACK_FAULT = 1 << 6;

  /** An exception that is not masked waits. */
  public static final int SUMMARY = 1 << 7;

  public static final int C0 = 1 << 8;
  public static final int C1 = 1 << 9;
  public static final int C2 = 1 << 10;
  public static final int C3 = 1 << 14;
  public static final int CONDITIONS = C0 | C1 | C2 | C3;
  public static final int TOP_SHIFT = 11;
  public static final int BUSY = 1 << 15;

  private StatusWord() {}
}
