package cloister.device.pit;

import cloister.bus.Line;
import cloister.bus.PortMap;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Oscillator;
import cloister.time.Timer;

/** The 8254 of a PC: counter 0 drives the timer interrupt, counter 2 the speaker. */
public final class Pit implements Saveable {
  public static final int CHANNELS = 3;

  private static final int HERTZ = 1_193_182;

  /** Counter 1 of a PC asks for a refresh of the memory every 15 microseconds. */
  private static final int REFRESH_CYCLES = 18;

  private final Oscillator oscillator;
  private final Timer timer;
  private final Line output;
  private final EventSink events;
  private final Registers[] counters = {new Registers(), new Registers(), new Registers()};
  private boolean speaker;

  /** The cycle at which the output of counter 0 changes next. */
  private long due = Registers.NEVER;

  /**
   * @param output the interrupt line of counter 0
   */
  public Pit(Clock clock, Line output, EventSink events) {
    oscillator = new Oscillator(clock, HERTZ);
    timer = clock.timer(this::change);
    this.output = output;
    this.events = events;
    counters[2].gate = false;
  }

  public void connect(PortMap ports) {
    Ports own = new Ports(this);
    ports.add(Ports.FIRST, Ports.COUNT, 1, own);
    ports.add(Ports.SYSTEM_CONTROL, 1, 1, own);
  }

  /**
   * A counter, for those who look from outside.
   *
   * @param reload the count that was written; 0 while there is none
   * @param rise cycles until its output rises, or -1
   */
  public record Counter(
      int mode, int reload, int count, boolean output, int rise, boolean gate, boolean decimal) {}

  public Counter look(int channel) {
    Registers counter = counters[channel].copy();
    long now = now();
    int count = counter.count(now);
    boolean output = counter.output(now);
    return new Counter(
        counter.mode,
        counter.reload(),
        count,
        output,
        rise(counter, now),
        counter.gate,
        counter.decimal);
  }

  /** True when the interrupt line rises as soon as what is due now is done. */
  public boolean risesNow() {
    long now = now();
    return due <= now && counters[0].copy().output(now);
  }

  private static int rise(Registers counter, long now) {
    boolean before = counter.output(now);
    long cycle = counter.nextChange(now);
    while (cycle != Registers.NEVER && (before || !counter.output(cycle))) {
      before = counter.output(cycle);
      cycle = counter.nextChange(cycle);
    }
    return cycle == Registers.NEVER ? -1 : (int) (cycle - now);
  }

  Registers counter(int channel) {
    return counters[channel];
  }

  long now() {
    return oscillator.cycles();
  }

  /** Whether the speaker hears counter 2. */
  public boolean speaker() {
    return speaker;
  }

  void setSpeaker(boolean on) {
    speaker = on;
  }

  boolean refreshToggle() {
    return (now() / REFRESH_CYCLES & 1) != 0;
  }

  /** A counter has its count. */
  void loaded(int channel) {
    Registers counter = counters[channel];
    if (events.listens(Families.DEVICES)) {
      events.accept(new Event.TimerProgrammed(channel, counter.mode, counter.reload()));
    }
    update();
  }

  /** Drives the interrupt line and waits for its next change. */
  void update() {
    long now = now();
    output.set(counters[0].output(now));
    waitFor(counters[0].nextChange(now));
  }

  /** A change is due; where a tick is longer than a cycle, more than one may be. */
  private void change() {
    long now = now();
    long cycle = due;
    while (cycle <= now) {
      output.set(counters[0].output(cycle));
      cycle = counters[0].nextChange(cycle);
    }
    waitFor(cycle);
  }

  private void waitFor(long cycle) {
    due = cycle;
    if (cycle == Registers.NEVER) {
      timer.disarm();
    } else {
      timer.armAt(oscillator.tickOf(cycle));
    }
  }

  @Override
  public void save(StateWriter out) {
    for (Registers counter : counters) {
      counter.save(out);
    }
    out.writeBoolean(speaker);
    out.writeLong(due);
  }

  @Override
  public void load(StateReader in) {
    for (Registers counter : counters) {
      counter.load(in);
    }
    speaker = in.readBoolean();
    due = in.readLong();
  }
}
