package cloister.device.rtc;

import cloister.bus.Line;
import cloister.bus.PortMap;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.CivilTime;
import cloister.time.Clock;
import cloister.time.Oscillator;
import cloister.time.Timer;

/**
 * The real-time clock. Time, flags and interrupts follow from the board's clock; a timer is set
 * only while an interrupt is enabled.
 */
public final class Rtc implements Saveable {
  private static final int CRYSTAL_HERTZ = 32_768;

  /** The chip announces an update this long before it, 1984 microseconds. */
  private static final int UPDATE_CYCLES = 65;

  private static final int SECONDS_A_DAY = 86_400;

  private final Oscillator crystal;
  private final Timer timer;
  private final Line interrupt;
  private final Registers registers = new Registers();

  /** Seconds since 1970 when the board's clock began, as the guest has set them. */
  private long epoch;

  /** The crystal's cycle up to which the flags of register C are known. */
  private long checked;

  /**
   * @param startSeconds the date at power-on, in seconds since the beginning of 1970
   */
  public Rtc(Clock clock, long startSeconds, Line interrupt) {
    crystal = new Oscillator(clock, CRYSTAL_HERTZ);
    timer = clock.timer(this::update);
    this.interrupt = interrupt;
    epoch = startSeconds;
    registers.put(Registers.A, 0x26);
    registers.put(Registers.B, 0x02);
    registers.put(Registers.D, Registers.D_VALID);
    registers.show(CivilTime.of(startSeconds));
  }

  public void connect(PortMap ports) {
    ports.add(Ports.FIRST, Ports.COUNT, 1, new Ports(this, registers));
  }

  /** Fills a byte of the battery-backed memory, as the maker of the board does. */
  public void preset(int index, int value) {
    registers.put(index, value);
  }

  /** The reset pin. Time, memory and alarm live from the battery; the interrupts go off. */
  public void reset() {
    int interrupts = Registers.B_PERIODIC | Registers.B_ALARM | Registers.B_UPDATE;
    registers.put(Registers.B, registers.get(Registers.B) & ~interrupts);
    collectFlags();
    registers.put(Registers.C, 0);
    update();
  }

  /**
   * The chip, for those who look from outside: reading register C is an act of the guest's.
   *
   * @param shown what stands in the time registers
   * @param alarmHour -1 for every hour, as for the two others
   * @param periodicHertz how often the periodic flag comes; 0 for never
   */
  public record Reading(
      CivilTime shown,
      int alarmHour,
      int alarmMinute,
      int alarmSecond,
      int a,
      int b,
      int c,
      int d,
      int periodicHertz,
      int index) {}

  public Reading look() {
    int period = period();
    return new Reading(
        registers.has(Registers.B_SET) ? registers.shown() : CivilTime.of(now()),
        registers.alarm(Registers.HOURS_ALARM),
        registers.alarm(Registers.MINUTES_ALARM),
        registers.alarm(Registers.SECONDS_ALARM),
        registers.get(Registers.A) | updateInProgress(),
        registers.get(Registers.B),
        flags(crystal.cycles()),
        registers.get(Registers.D),
        period == 0 ? 0 : CRYSTAL_HERTZ / period,
        registers.index);
  }

  int read(int register) {
    switch (register) {
      case Registers.A -> {
        return registers.get(Registers.A) | updateInProgress();
      }
      case Registers.C -> {
        collectFlags();
        int flags = registers.get(Registers.C);
        registers.put(Registers.C, 0);
        update();
        return flags;
      }
      default -> {
        if (isTime(register)) {
          showTime();
        }
        return registers.get(register);
      }
    }
  }

  private int updateInProgress() {
    boolean soon = crystal.cycles() % CRYSTAL_HERTZ >= CRYSTAL_HERTZ - UPDATE_CYCLES;
    return soon && !registers.has(Registers.B_SET) ? Registers.A_UPDATE_IN_PROGRESS : 0;
  }

  void write(int register, int value) {
    switch (register) {
      case Registers.A -> registers.put(Registers.A, value & ~Registers.A_UPDATE_IN_PROGRESS);
      case Registers.B -> writeControl(value);
      case Registers.C, Registers.D -> {
        // Read-only.
      }
      default -> {
        if (isTime(register)) {
          showTime();
        }
        registers.put(register, value);
        if (isTime(register) && !registers.has(Registers.B_SET)) {
          takeTime();
        }
      }
    }
    update();
  }

  private void writeControl(int value) {
    collectFlags();
    showTime();
    boolean wasSetting = registers.has(Registers.B_SET);
    // Setting the time switches the interrupt of its updates off.
    boolean setting = (value & Registers.B_SET) != 0;
    registers.put(Registers.B, setting ? value & ~Registers.B_UPDATE : value);
    if (wasSetting && !registers.has(Registers.B_SET)) {
      takeTime();
    } else if (!wasSetting) {
      registers.show(CivilTime.of(now()));
    }
  }

  private static boolean isTime(int register) {
    return switch (register) {
      case Registers.SECONDS,
          Registers.MINUTES,
          Registers.HOURS,
          Registers.WEEKDAY,
          Registers.DAY,
          Registers.MONTH,
          Registers.YEAR,
          Registers.CENTURY ->
          true;
      default -> false;
    };
  }

  private long now() {
    return epoch + crystal.cycles() / CRYSTAL_HERTZ;
  }

  private void showTime() {
    if (!registers.has(Registers.B_SET)) {
      registers.show(CivilTime.of(now()));
    }
  }

  private void takeTime() {
    epoch += registers.shown().seconds() - now();
  }

  /** Cycles between two periodic interrupts, or 0: rates 1 and 2 repeat 8 and 9. */
  private int period() {
    int rate = registers.get(Registers.A) & Registers.A_RATE;
    return rate == 0 ? 0 : 1 << (rate <= 2 ? rate + 7 : rate) - 1;
  }

  /** Sets the flags of what has happened since the last time. */
  private void collectFlags() {
    long now = crystal.cycles();
    registers.put(Registers.C, flags(now));
    checked = now;
  }

  /** Register C with what has happened up to a cycle. */
  private int flags(long now) {
    int flags = registers.get(Registers.C) & ~Registers.C_REQUEST;
    int period = period();
    if (period != 0 && now / period != checked / period) {
      flags |= Registers.B_PERIODIC;
    }
    long first = checked / CRYSTAL_HERTZ + 1;
    long last = now / CRYSTAL_HERTZ;
    if (first <= last && !registers.has(Registers.B_SET)) {
      flags |= Registers.B_UPDATE;
      flags |= alarmWithin(first, last) ? Registers.B_ALARM : 0;
    }
    int enabled = Registers.B_PERIODIC | Registers.B_ALARM | Registers.B_UPDATE;
    boolean asks = (flags & registers.get(Registers.B) & enabled) != 0;
    return flags | (asks ? Registers.C_REQUEST : 0);
  }

  private boolean alarmWithin(long first, long last) {
    long end = Math.min(last, first + SECONDS_A_DAY);
    for (long second = first; second <= end; second++) {
      if (registers.alarmMatches(CivilTime.of(epoch + second))) {
        return true;
      }
    }
    return false;
  }

  private void update() {
    collectFlags();
    interrupt.set((registers.get(Registers.C) & Registers.C_REQUEST) != 0);
    long next = Long.MAX_VALUE;
    int period = period();
    if (registers.has(Registers.B_PERIODIC) && period != 0) {
      next = (checked / period + 1) * period;
    }
    if (registers.has(Registers.B_UPDATE | Registers.B_ALARM)) {
      next = Math.min(next, (checked / CRYSTAL_HERTZ + 1) * CRYSTAL_HERTZ);
    }
    if (next == Long.MAX_VALUE) {
      timer.disarm();
    } else {
      timer.armAt(crystal.tickOf(next));
    }
  }

  @Override
  public void save(StateWriter out) {
    registers.save(out);
    out.writeLong(epoch);
    out.writeLong(checked);
  }

  @Override
  public void load(StateReader in) {
    registers.load(in);
    epoch = in.readLong();
    checked = in.readLong();
  }
}
