package cloister.cpu.core;

import cloister.bits.Bits;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** DR0 to DR7 and the comparison of accesses with the four breakpoints (SDM 3, 19.2). */
public final class DebugRegisters implements Saveable {
  public static final int BREAKPOINTS = 4;

  /** What a breakpoint waits for: the R/W field of DR7. */
  public static final int EXECUTE = 0;

  public static final int WRITE = 1;
  public static final int PORT = 2;
  public static final int READ_OR_WRITE = 3;

  /** Bits of DR6: a debug register was used, single step, task switch. */
  public static final int BD = 1 << 13;

  public static final int BS = 1 << 14;
  public static final int BT = 1 << 15;

  /** Bit of DR7: general detect. */
  public static final int GD = 1 << 13;

  private static final int DR6_FIXED = 0xffff0ff0;
  private static final int DR6_WRITABLE = 0xe00f;
  private static final int DR7_FIXED = 0x400;
  private static final int DR7_WRITABLE = 0xffff2fff;
  private static final int LOCAL_ENABLES = 0x155;

  private final int[] address = new int[BREAKPOINTS];
  private int status;
  private int control;

  /** Breakpoints met since the last debug exception, bits B0 to B3 of DR6. */
  private int met;

  private boolean watchesData;
  private boolean watchesCode;

  public void reset() {
    for (int i = 0; i < BREAKPOINTS; i++) {
      address[i] = 0;
    }
    status = DR6_FIXED;
    setControl(DR7_FIXED);
    met = 0;
  }

  /** DR0 to DR3, DR6 and DR7. */
  public int read(int register) {
    return switch (register) {
      case 6 -> status;
      case 7 -> control;
      default -> address[register];
    };
  }

  void write(int register, int value) {
    switch (register) {
      case 6 -> status = DR6_FIXED | value & DR6_WRITABLE;
      case 7 -> setControl(DR7_FIXED | value & DR7_WRITABLE);
      default -> address[register] = value;
    }
  }

  /** The reasons in DR6, which is as after a reset from then on. */
  public int takeReasons() {
    int reasons = status & DR6_WRITABLE;
    status = DR6_FIXED;
    return reasons;
  }

  /** Adds reasons to DR6, whose bits stay until software clears them. */
  public void report(int reasons) {
    status |= reasons;
  }

  /** The handler of a debug exception may use the registers. */
  public void clearGeneralDetect() {
    control &= ~GD;
  }

  public boolean generalDetect() {
    return (control & GD) != 0;
  }

  /** A task switch clears the local enables (SDM 3, 19.2.4). */
  void clearLocalEnables() {
    setControl(control & ~LOCAL_ENABLES);
  }

  /** True when a breakpoint on data is enabled. */
  public boolean watchesData() {
    return watchesData;
  }

  /** True when an instruction breakpoint is enabled. */
  public boolean watchesCode() {
    return watchesCode;
  }

  private void setControl(int value) {
    control = value;
    watchesData = arms(WRITE) || arms(READ_OR_WRITE);
    watchesCode = arms(EXECUTE);
  }

  /** True when an enabled breakpoint waits for this kind of access. */
  private boolean arms(int kind) {
    for (int i = 0; i < BREAKPOINTS; i++) {
      if (enabled(i) && kindOf(i) == kind) {
        return true;
      }
    }
    return false;
  }

  /**
   * Compares an access with the breakpoints. When an enabled one matches, the others that match are
   * told, too.
   *
   * @return bits B0 to B3
   */
  public int match(int from, int bytes, int kind, int otherKind) {
    int bits = 0;
    boolean any = false;
    for (int i = 0; i < BREAKPOINTS; i++) {
      boolean waitsForIt = kindOf(i) == kind || kindOf(i) == otherKind;
      if (waitsForIt && overlaps(i, from, from + bytes - 1)) {
        bits |= 1 << i;
        any |= enabled(i);
      }
    }
    return any ? bits : 0;
  }

  /** Remembers breakpoints that the current instruction has met. */
  void meet(int bits) {
    met |= bits;
  }

  /** True when breakpoints were met that nobody has been told of. */
  public boolean hasMet() {
    return met != 0;
  }

  /** The breakpoints met, which are forgotten. */
  public int takeMet() {
    int bits = met;
    met = 0;
    return bits;
  }

  private boolean enabled(int breakpoint) {
    return (control >>> 2 * breakpoint & 3) != 0;
  }

  private int kindOf(int breakpoint) {
    return control >>> 16 + 4 * breakpoint & 3;
  }

  private boolean overlaps(int breakpoint, int first, int last) {
    int length = control >>> 18 + 4 * breakpoint & 3;
    int mask = length == 2 ? 7 : length;
    int start = address[breakpoint] & ~mask;
    return !Bits.below(last, start) && !Bits.below(start + mask, first);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(address);
    out.writeInt(status);
    out.writeInt(control);
    out.writeInt(met);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(address);
    status = in.readInt();
    setControl(in.readInt());
    met = in.readInt();
  }
}
