package cloister.machine.why;

import cloister.cpu.core.Eflags;
import cloister.event.Event;
import cloister.event.Families;

/** A number of a refusal whose last setter is looked for. */
final class Sought {
  /** What the processor marks by itself in the access byte of a descriptor. */
  private static final int ACCESSED = 1;

  private static final int BUSY = 2;

  private final Kind kind;
  private final int address;
  private final int bytes;

  /** Steps after this one do not count. */
  private final long until;

  private long step;
  private boolean reset;

  /** What can be looked for. */
  private enum Kind {
    CPL,
    IOPL,
    INTERRUPT_FLAG,
    HALT,
    BYTES,
    DPL
  }

  private Sought(Kind kind, int address, int bytes, long until) {
    this.kind = kind;
    this.address = address;
    this.bytes = bytes;
    this.until = until;
  }

  static Sought cpl(long until) {
    return new Sought(Kind.CPL, 0, 0, until);
  }

  static Sought iopl(long until) {
    return new Sought(Kind.IOPL, 0, 0, until);
  }

  static Sought interruptFlag(long until) {
    return new Sought(Kind.INTERRUPT_FLAG, 0, 0, until);
  }

  /** The instruction that halted the processor. */
  static Sought halt(long until) {
    return new Sought(Kind.HALT, 0, 0, until);
  }

  /**
   * @param address physical
   */
  static Sought bytes(int address, int bytes, long until) {
    return new Sought(Kind.BYTES, address, bytes, until);
  }

  /**
   * @param address physical, of the descriptor's byte that holds its DPL
   */
  static Sought dpl(int address, long until) {
    return new Sought(Kind.DPL, address, 1, until);
  }

  /** The {@link Families} whose events tell of it; a reset of the board sets all. */
  int families() {
    return Families.DEVICES
        | switch (kind) {
          case CPL -> Families.TRANSFERS;
          case IOPL, INTERRUPT_FLAG -> Families.FLAGS;
          case HALT -> Families.REGISTERS;
          case BYTES, DPL -> 0;
        };
  }

  boolean isMemory() {
    return kind == Kind.BYTES || kind == Kind.DPL;
  }

  /** True when an access sets it. */
  boolean setBy(int first, int count, int old, int value) {
    if (!isMemory() || first >= address + bytes || first + count <= address) {
      return false;
    }
    int changed = (old ^ value) & 0xff;
    return kind != Kind.DPL || count > 1 || changed != ACCESSED && changed != BUSY;
  }

  private boolean setBy(Event event) {
    return switch (event) {
      case Event.RingCrossed _ -> kind == Kind.CPL;
      case Event.SystemFlagsChanged(int old, int now) ->
          kind == Kind.IOPL && ((old ^ now) & Eflags.IOPL) != 0
              || kind == Kind.INTERRUPT_FLAG && ((old ^ now) & Eflags.IF) != 0;
      case Event.Halted _ -> kind == Kind.HALT;
      case Event.BoardReset _ -> !isMemory() && kind != Kind.HALT;
      default -> false;
    };
  }

  /** An event of a step, the later ones last. */
  void note(Event event, long at) {
    if (at <= until && setBy(event)) {
      step = at;
      reset = event instanceof Event.BoardReset;
    }
  }

  /** A write that sets it. */
  void wroteAt(long at) {
    if (at <= until) {
      step = at;
    }
  }

  boolean found() {
    return step > 0;
  }

  /** The last step that set it; 0 while none is found. */
  long step() {
    return step;
  }

  /** It was the board's reset and no instruction. */
  boolean byReset() {
    return reset;
  }
}
