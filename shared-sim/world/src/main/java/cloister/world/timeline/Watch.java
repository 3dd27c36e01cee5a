package cloister.world.timeline;

import cloister.bits.Hex;
import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.machine.Machine;
import cloister.world.probe.Place;

/** What to look at step by step. */
public final class Watch {
  /** Of the access byte of a descriptor: where it is, what the processor marks in it, the DPL. */
  private static final int ACCESS_BYTE = 5;

  /** What the processor marks in the entry of a page: accessed and dirty. */
  private static final int PAGE_MARKS = 0x60;

  private static final int ACCESSED = 1;
  private static final int BUSY = 2;
  private static final int DPL_SHIFT = 5;

  private final Kind kind;
  private final Place place;
  private final int number;
  private final int count;

  /** Which of the bytes of a place hold it, a bit for each. */
  private int holding;

  /** Kinds of what can be looked at; they differ in what tells that it was written. */
  public enum Kind {
    /** The privilege level. */
    CPL,
    /** The I/O privilege level, which IRET and POPF in ring 0 write. */
    IOPL,
    /** A segment register: its selector, and the base that it keeps. */
    SEGMENT,
    /** Control register 0, 2, 3 or 4. */
    CONTROL,
    /**
     * A place that can also be changed by hand. One in memory stays where it was then, and is
     * written by whatever writes bytes that hold it, unless the processor marks something else in
     * them.
     */
    PLACE,
    /**
     * The DPL of a descriptor. When the processor marks the descriptor as accessed or busy, it
     * writes the same byte and sets nothing of this.
     */
    DPL,
    /** Bytes of physical memory; of more than 8 the values are not compared. */
    MEMORY,
    /** A port; it has no value of its own, and whoever reads it uses it, too. */
    PORT
  }

  private Watch(Kind kind, Place place, int number, int count) {
    this.kind = kind;
    this.place = place;
    this.number = number;
    this.count = count;
  }

  public static Watch cpl() {
    return new Watch(Kind.CPL, null, 0, 0);
  }

  public static Watch iopl() {
    return new Watch(Kind.IOPL, null, 0, 0);
  }

  public static Watch segment(int register) {
    return new Watch(Kind.SEGMENT, null, register, 0);
  }

  public static Watch control(int register) {
    return new Watch(Kind.CONTROL, null, register, 0);
  }

  /**
   * @param board where a place that lies in memory is looked up, once: that it comes to be a place
   *     changes nothing of what it holds
   */
  public static Watch at(Place place, Machine machine) {
    int address = place.physical(machine);
    Watch watch = new Watch(Kind.PLACE, place, address, address < 0 ? 0 : place.size(machine));
    int value = place.read(machine);
    for (int i = 0; i < watch.count; i++) {
      int flipped = 0xff << 8 * i;
      boolean low = i < Integer.BYTES;
      int other =
          place.value(
              watch.word(machine, 0) ^ (low ? flipped : 0),
              watch.word(machine, Integer.BYTES) ^ (low ? 0 : flipped));
      watch.holding |= other == value ? 0 : 1 << i;
    }
    return watch;
  }

  public static Watch bytes(int address, int count) {
    return new Watch(Kind.MEMORY, null, address, count);
  }

  /**
   * @param descriptor where the descriptor lies
   */
  public static Watch dpl(int descriptor) {
    return new Watch(Kind.DPL, null, descriptor + ACCESS_BYTE, 1);
  }

  public static Watch port(int port) {
    return new Watch(Kind.PORT, null, port, 1);
  }

  public Kind kind() {
    return kind;
  }

  /** True when every write is told; else steps must be compared. */
  boolean isTold() {
    return isMemory() || kind == Kind.PORT;
  }

  boolean isMemory() {
    return kind == Kind.MEMORY || kind == Kind.DPL || kind == Kind.PLACE && count > 0;
  }

  /** True when a write to its memory counts as writing it. */
  boolean writtenBy(Touch touch) {
    int changed = (touch.before() ^ touch.after()) & 0xff;
    boolean marked = touch.bytes() == 1 && (changed == ACCESSED || changed == BUSY);
    return switch (kind) {
      case DPL -> !marked;
      case PLACE ->
          place instanceof Place.Page
              ? changed == 0 || ((touch.before() ^ touch.after()) & ~PAGE_MARKS) != 0
              : !marked;
      case CPL, IOPL, SEGMENT, CONTROL, MEMORY, PORT -> true;
    };
  }

  /** True when an access to so many bytes, or ports, from here on is one to this. */
  boolean covers(int first, int length) {
    if (kind == Kind.PLACE) {
      int last = Math.min(count, first + length - number);
      for (int i = Math.max(0, first - number); i < last; i++) {
        if ((holding >>> i & 1) != 0) {
          return true;
        }
      }
      return false;
    }
    return first < number + count && first + length > number;
  }

  public int read(Machine machine) {
    Cpu cpu = machine.cpu();
    return switch (kind) {
      case CPL -> cpu.cpl();
      case IOPL -> cpu.iopl();
      case SEGMENT -> cpu.segments.selector[number];
      case CONTROL -> cpu.control(number);
      case PLACE ->
          count == 0
              ? place.read(machine)
              : place.value(word(machine, 0), word(machine, Integer.BYTES));
      case DPL -> word(machine, 0) >> DPL_SHIFT & 3;
      case MEMORY -> word(machine, 0);
      case PORT -> 0;
    };
  }

  /** The upper half of what has more than 32 bits. */
  public int readHigh(Machine machine) {
    return switch (kind) {
      case SEGMENT -> machine.cpu().segments.base[number];
      case MEMORY -> word(machine, Integer.BYTES);
      case CPL, IOPL, CONTROL, PLACE, DPL, PORT -> 0;
    };
  }

  private int word(Machine machine, int from) {
    int word = 0;
    for (int i = from; i < Math.min(count, from + Integer.BYTES); i++) {
      word |= machine.memory().read8(number + i) << 8 * i;
    }
    return word;
  }

  /** True for an event that says that this was written, whatever value it had before. */
  public boolean writtenBy(Event event) {
    if (event instanceof Event.PortRead port) {
      return kind == Kind.PORT && covers(port.port(), port.bytes());
    }
    if (event instanceof Event.PortWritten port) {
      return kind == Kind.PORT && covers(port.port(), port.bytes());
    }
    if (event instanceof Event.SegmentLoaded loaded) {
      return kind == Kind.SEGMENT && loaded.register() == number;
    }
    return event instanceof Event.ControlRegisterWritten written
        && kind == Kind.CONTROL
        && written.register() == number;
  }

  /** The digits of a value, as many as there is room for; empty where there is no single value. */
  public String digits(int low, int high) {
    return switch (kind) {
      case CPL, IOPL, DPL -> Integer.toString(low);
      case SEGMENT -> Hex.hex16(low);
      case CONTROL -> Hex.hex32(low);
      case PLACE -> digitsUpTo(place.max(), low);
      case MEMORY -> count > 8 ? "" : memoryDigits(low, high);
      case PORT -> "";
    };
  }

  private String memoryDigits(int low, int high) {
    return count <= 4
        ? Hex.hex(low, 2 * count)
        : Hex.hex32(low) + " " + Hex.hex(high, 2 * count - 8);
  }

  private static String digitsUpTo(int most, int value) {
    return most > 0 && most < 16 ? Integer.toString(value) : Hex.hex(value, most == 0xffff ? 4 : 8);
  }
}
