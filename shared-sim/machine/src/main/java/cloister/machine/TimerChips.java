package cloister.machine;

import cloister.bus.PortMap;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.event.Relay;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;

/**
 * The interrupt controllers and the interval timer of a PC. One tick of their time is one cycle of
 * the timer, so that a count of 100 interrupts every hundredth tick.
 */
public final class TimerChips implements Saveable {
  private static final int TICKS_PER_SECOND = 1_193_182;

  private final Relay events = new Relay();
  private final Pic pic = new Pic(events);
  private final Clock clock;
  private final Pit pit;

  /**
   * @param time whose ticks they count
   */
  public TimerChips(Ticks time) {
    clock = new Clock(time, TICKS_PER_SECOND);
    pit = new Pit(clock, high -> pic.set(0, high), events);
  }

  public void connect(PortMap ports) {
    pic.connect(ports);
    pit.connect(ports);
  }

  public void setEventSink(EventSink sink) {
    events.setListener(sink);
  }

  public Pic pic() {
    return pic;
  }

  public Pit pit() {
    return pit;
  }

  public Clock clock() {
    return clock;
  }

  @Override
  public void save(StateWriter out) {
    clock.save(out);
    pic.save(out);
    pit.save(out);
  }

  @Override
  public void load(StateReader in) {
    clock.load(in);
    pic.load(in);
    pit.load(in);
  }
}
