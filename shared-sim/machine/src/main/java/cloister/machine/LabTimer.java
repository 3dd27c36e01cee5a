package cloister.machine;

import cloister.bus.InterruptLine;
import cloister.bus.PortMap;
import cloister.cpu.Cpu;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;

/** The timer of the lab's board, whose time is the processor's: a tick for each instruction. */
final class LabTimer implements Saveable {
  private final TimerChips chips = new TimerChips(new Instructions());

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
    return chips.pic();
  }

  Pit pit() {
    return chips.pit();
  }

  InterruptLine line() {
    return chips.pic();
  }

  private Clock clock() {
    return chips.clock();
  }

  void connect(Cpu processor, PortMap ports) {
    cpu = processor;
    chips.connect(ports);
    pic().onRise(cpu::requestStop);
    clock().onEarlierDeadline(cpu::requestStop);
    StateWriter out = new StateWriter();
    save(out);
    stateAtPowerOn = out.toBytes();
  }

  void restart() {
    load(new StateReader(stateAtPowerOn));
  }

  void setEventSink(EventSink sink) {
    chips.setEventSink(sink);
  }

  /** Lets the timer do what is due. */
  void act() {
    clock().act();
  }

  /** Steps that the processor may take before the timer must be asked again. */
  int stepsUntilDeadline(int most) {
    return clock().ticksUntilDeadline(most);
  }

  /** While the processor is halted, time goes on to what is due next. */
  void skipIdleTime() {
    long ticks = clock().skipToDeadline();
    cpu.idle((int) ticks, (int) (ticks >> 32));
  }

  /** True when no interrupt waits and none will ever come. */
  boolean silent() {
    return clock().isIdleForever() && !pic().raised();
  }

  /** True when the timer's next act makes the controllers ask for an interrupt. */
  boolean raisesNow() {
    return pit().risesNow() && pic().wouldAsk(0);
  }

  boolean raised() {
    return pic().raised();
  }

  @Override
  public void save(StateWriter out) {
    chips.save(out);
  }

  @Override
  public void load(StateReader in) {
    chips.load(in);
  }
}
