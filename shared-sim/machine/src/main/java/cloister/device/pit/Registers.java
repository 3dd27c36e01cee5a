package cloister.device.pit;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * One counter of the 8254 (Intel 8254 data sheet, 231164-005). Nothing is counted: its count and
 * output follow from the cycles since it was loaded.
 */
final class Registers implements Saveable {
  static final int ACCESS_LOW = 1;
  static final int ACCESS_HIGH = 2;
  static final int ACCESS_BOTH = 3;
  static final long NEVER = Long.MAX_VALUE;

  private static final int NONE = -1;
  private static final int BINARY_RANGE = 0x1_0000;
  private static final int DECIMAL_RANGE = 10_000;

  /** 0 to 5. */
  int mode;

  int access = ACCESS_BOTH;
  boolean decimal;
  boolean gate = true;

  /** The count that was written, 1 to the range; 0 before the first one after a control word. */
  private int reload;

  /**
   * A count that takes the place of {@link #reload} at the end of the period, or at the next rise
   * of the gate in modes 1 and 5; or 0.
   */
  private int nextReload;

  /** The cycle at which the counter was loaded. */
  private long start;

  /** Cycles counted when a low gate stopped the counter. */
  private long held;

  /** In modes 1 and 5 nothing runs before the gate has risen. */
  private boolean triggered;

  private int lowWritten = NONE;
  private boolean highIsNext;
  private int latchedCount = NONE;
  private int latchedStatus = NONE;

  int reload() {
    return reload;
  }

  private int range() {
    return decimal ? DECIMAL_RANGE : BINARY_RANGE;
  }

  void control(int newMode, int newAccess, boolean newDecimal) {
    mode = newMode;
    access = newAccess;
    decimal = newDecimal;
    reload = 0;
    nextReload = 0;
    held = 0;
    triggered = false;
    lowWritten = NONE;
    highIsNext = false;
    latchedCount = NONE;
    latchedStatus = NONE;
  }

  /**
   * Takes one byte of a count.
   *
   * @return true when the count is complete
   */
  boolean write(int value, long now) {
    if (access == ACCESS_BOTH && lowWritten == NONE) {
      lowWritten = value;
      return false;
    }
    int raw =
        switch (access) {
          case ACCESS_LOW -> value;
          case ACCESS_HIGH -> value << 8;
          default -> lowWritten | value << 8;
        };
    lowWritten = NONE;
    load(raw, now);
    return true;
  }

  private void load(int raw, long now) {
    int count = decimal ? fromDecimal(raw) : raw;
    int full = count == 0 ? range() : count;
    settle(now);
    if (reload != 0 && isPeriodic()) {
      start += runs() ? (now - start) / reload * reload : 0;
      nextReload = full;
      return;
    }
    if (reload != 0 && isTriggered() && triggered) {
      nextReload = full;
      return;
    }
    reload = full;
    triggered = false;
    if (!isTriggered()) {
      start = now;
      held = 0;
    }
  }

  /** The gate input. Its rise starts modes 1, 2, 3 and 5 anew; while low it stops the others. */
  void setGate(boolean high, long now) {
    if (high == gate) {
      return;
    }
    settle(now);
    if (high) {
      triggered = true;
      boolean goesOn = mode == 0 || mode == 4;
      start = goesOn ? now - held : now;
      if (!goesOn && nextReload != 0) {
        reload = nextReload;
        nextReload = 0;
      }
    } else {
      held = elapsed(now);
    }
    gate = high;
  }

  private boolean isPeriodic() {
    return mode == 2 || mode == 3;
  }

  private boolean isTriggered() {
    return mode == 1 || mode == 5;
  }

  private boolean runs() {
    return reload != 0 && (isTriggered() ? triggered : gate);
  }

  /** A count was written, or none yet, that has not come into the counter itself. */
  private boolean isCountPending() {
    return reload == 0 || nextReload != 0 || isTriggered() && !triggered;
  }

  private long elapsed(long now) {
    return runs() ? now - start : held;
  }

  /** Lets a new count take effect when the period in which it was written has ended. */
  private void settle(long now) {
    if (nextReload != 0 && isPeriodic() && runs() && now - start >= reload) {
      start += reload;
      reload = nextReload;
      nextReload = 0;
    }
  }

  /** The same, to be asked without a trace: an answer may let a new count take effect. */
  Registers copy() {
    StateWriter out = new StateWriter();
    save(out);
    Registers copy = new Registers();
    copy.load(new StateReader(out.toBytes()));
    return copy;
  }

  boolean output(long now) {
    settle(now);
    if (reload == 0) {
      return mode != 0;
    }
    long elapsed = elapsed(now);
    return switch (mode) {
      case 0 -> elapsed >= reload;
      case 1 -> !triggered || elapsed >= reload;
      case 2 -> !gate || elapsed % reload != reload - 1;
      case 3 -> !gate || elapsed % reload < (reload + 1) / 2;
      default -> isTriggered() && !triggered || elapsed != reload;
    };
  }

  /** The cycle after {@code now} at which the output may change. */
  long nextChange(long now) {
    settle(now);
    if (!runs()) {
      return NEVER;
    }
    long elapsed = now - start;
    if (isPeriodic()) {
      long within = elapsed % reload;
      long turn = mode == 2 ? reload - 1 : (reload + 1) / 2;
      return now - within + (within < turn ? turn : reload);
    }
    if (elapsed < reload) {
      return start + reload;
    }
    return mode >= 4 && elapsed == reload ? now + 1 : NEVER;
  }

  int count(long now) {
    settle(now);
    if (reload == 0) {
      return 0;
    }
    long elapsed = elapsed(now);
    if (mode == 3) {
      // Both halves of the square count down by two.
      long within = elapsed % reload;
      long half = (reload + 1) / 2;
      long inHalf = within < half ? within : within - half;
      return (int) ((reload & ~1) - 2 * inHalf);
    }
    if (mode == 2) {
      return (int) (reload - elapsed % reload);
    }
    return (int) Math.floorMod(reload - elapsed, (long) range());
  }

  void latchCount(long now) {
    if (latchedCount == NONE) {
      latchedCount = encoded(count(now));
    }
  }

  void latchStatus(long now) {
    if (latchedStatus == NONE) {
      latchedStatus =
          (output(now) ? 0x80 : 0)
              | (isCountPending() ? 0x40 : 0)
              | access << 4
              | mode << 1
              | (decimal ? 1 : 0);
    }
  }

  int read(long now) {
    if (latchedStatus != NONE) {
      int status = latchedStatus;
      latchedStatus = NONE;
      return status;
    }
    int value = latchedCount == NONE ? encoded(count(now)) : latchedCount;
    boolean high = access == ACCESS_HIGH || access == ACCESS_BOTH && highIsNext;
    if (access == ACCESS_BOTH) {
      highIsNext = !highIsNext;
    }
    if (access != ACCESS_BOTH || high) {
      latchedCount = NONE;
    }
    return (high ? value >>> 8 : value) & 0xff;
  }

  private int encoded(int count) {
    int inRange = count == range() ? 0 : count;
    return decimal ? toDecimal(inRange) : inRange & 0xffff;
  }

  private static int fromDecimal(int raw) {
    return (raw >>> 12 & 15) * 1000 + (raw >>> 8 & 15) * 100 + (raw >>> 4 & 15) * 10 + (raw & 15);
  }

  private static int toDecimal(int count) {
    return count / 1000 << 12 | count / 100 % 10 << 8 | count / 10 % 10 << 4 | count % 10;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(mode);
    out.writeInt(access);
    out.writeBoolean(decimal);
    out.writeBoolean(gate);
    out.writeInt(reload);
    out.writeInt(nextReload);
    out.writeLong(start);
    out.writeLong(held);
    out.writeBoolean(triggered);
    out.writeInt(lowWritten);
    out.writeBoolean(highIsNext);
    out.writeInt(latchedCount);
    out.writeInt(latchedStatus);
  }

  @Override
  public void load(StateReader in) {
    mode = in.readInt();
    access = in.readInt();
    decimal = in.readBoolean();
    gate = in.readBoolean();
    reload = in.readInt();
    nextReload = in.readInt();
    start = in.readLong();
    held = in.readLong();
    triggered = in.readBoolean();
    lowWritten = in.readInt();
    highIsNext = in.readBoolean();
    latchedCount = in.readInt();
    latchedStatus = in.readInt();
  }
}
