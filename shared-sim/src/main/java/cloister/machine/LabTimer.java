package cloister.machine;

import cloister.bus.InterruptLine;
import cloister.bus.PortMap;
import cloister.cpu.Cpu;
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
 * The interrupt controllers and the interval timer of a PC on the lab's board. One instruction
 * takes one cycle of the timer, so that a count of 100 interrupts every hundredth instruction.
 */
final class LabTimer implements Saveable {
  private static final int TICKS_PER_SECOND = 1_193_182;

  private final Relay events = new Relay();
  private final Pic pic = new Pic(events);
  private final Clock clock = new Clock(new Instructions(), TICKS_PER_SECOND);
  private final Pit pit = new Pit(clock, high -> pic.set(0, high), events);

  /** The processor, which is built after the line that leads to it. */
  private Cpu cpu;

  private byte[] stateAtPowerOn = {};

  private final class Instructions implements Ticks {
    @Override
    public int low() {
      return cpu.retiredLow();
    }

    @Override
    public int high() {
      return cpu.retiredHigh();
    }
  }

  Pic pic() {
    return pic;
  }

  Pit pit() {
    return pit;
  }

  InterruptLine line() {
    return pic;
  }

  void connect(Cpu processor, PortMap ports) {
    cpu = processor;
    pic.connect(ports);
    pit.connect(ports);
    pic.onRise(cpu::requestStop);
    clock.onEarlierDeadline(cpu::requestStop);
    StateWriter out = new StateWriter();
    save(out);
    stateAtPowerOn = out.toBytes();
  }

  void restart() {
    load(new StateReader(stateAtPowerOn));
  }

  void setEventSink(EventSink sink) {
    events.setListener(sink);
  }

  /** Lets the timer do what is due. */
  void act() {
    clock.act();
  }

  /** Steps that the processor may take before the timer must be asked again. */
  int stepsUntilDeadline(int most) {
    return clock.ticksUntilDeadline(most);
  }

  /** While the processor is halted, time goes on to what is due next. */
  void skipIdleTime() {
    long ticks = clock.skipToDeadline();
    cpu.idle((int) ticks, (int) (ticks >> 32));
  }

  /** True when no interrupt waits and none will ever come. */
  boolean silent() {
    return clock.isIdleForever() && !pic.raised();
  }

  /** True when the timer's next act makes the controllers ask for an interrupt. */
  boolean raisesNow() {
    return pit.risesNow() && pic.wouldAsk(0);
  }

  boolean raised() {
    return pic.raised();
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
