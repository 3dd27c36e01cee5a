package cloister.machine;

import cloister.bus.ByteSink;
import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Features;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;
import java.util.List;
import java.util.Optional;

/**
 * A PC of the late 1990s: a processor and its {@link Chipset}.
 *
 * <p>The processor runs from one deadline of the clock to the next; interrupts reach it between two
 * instructions. While it is halted, time jumps.
 */
public final class Pc implements WholePc {
  /** What the processor of a PC has. */
  public static final Features FEATURES = Features.ALL_BUT_UMIP.withLocalApic();

  private final Memory memory;
  private final Cpu cpu;
  private final Chipset chipset;
  private final FloatingPointLine floatingPoint;
  private final int bytes;
  private boolean stopRequested;

  /**
   * @param serial where the first serial line leads
   */
  public Pc(PcParts parts, ByteSink serial) {
    this(parts, new Memory(parts.memoryBytes()), serial);
  }

  /**
   * @param memory as large as the parts say, or larger: what is behind is not this PC's
   * @param serial where the first serial line leads
   */
  public Pc(PcParts parts, Memory memory, ByteSink serial) {
    this.memory = memory;
    bytes = parts.memoryBytes();
    chipset = new Chipset(parts, memory, new RetiredInstructions(), new Pins(), serial);
    cpu = new Cpu(FEATURES, new Coprocessor.X87(), memory, ports(), chipset.localApic());
    floatingPoint = new FloatingPointLine(cpu, chipset.irq(Chipset.IRQ_FLOATING_POINT));
    ports().add(FloatingPointLine.PORT, 1, 1, floatingPoint);
  }

  private final class RetiredInstructions implements Ticks {
    @Override
    public int low() {
      return cpu.retiredLow();
    }

    @Override
    public int high() {
      return cpu.retiredHigh();
    }
  }

  private final class Pins implements Chipset.Pins {
    @Override
    public void requestStop() {
      cpu.requestStop();
    }

    @Override
    public void raiseNmi() {
      cpu.raiseNmi();
    }

    @Override
    public void resetRequested() {
      cpu.forgetFaultChain();
      cpu.requestStop();
    }
  }

  @Override
  public Cpu cpu() {
    return cpu;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public PortMap ports() {
    return chipset.ports();
  }

  @Override
  public Chipset chipset() {
    return chipset;
  }

  @Override
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
    chipset.setEventSink(sink);
  }

  @Override
  public int run(int maxSteps) {
    return run(maxSteps, Long.MAX_VALUE);
  }

  @Override
  public int run(int maxSteps, long tick) {
    stopRequested = false;
    int done = 0;
    Clock clock = clock();
    while (done < maxSteps && !stopRequested && !stopped() && clock.now() < tick) {
      if (chipset.isResetRequested()) {
        cpu.restart();
        chipset.takeReset();
      }
      clock.act();
      // What a device does belongs to the step that follows.
      int most = stopRequested ? 1 : maxSteps - done;
      int ran = cpu.run(clock.ticksUntilDeadline(most));
      done += ran;
      floatingPoint.look();
      if (ran == 0 && cpu.halted() && !cpu.interruptArrives() && !cpu.nmiArrives(false)) {
        if (clock.isIdleForever()) {
          break; // the last that was due has come, and has woken nobody
        }
        skipIdleTime();
        done++;
      }
    }
    return done;
  }

  private void skipIdleTime() {
    long ticks = clock().skipToDeadline();
    cpu.idle((int) ticks, (int) (ticks >> 32));
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  @Override
  public boolean stopped() {
    if (chipset.isResetRequested()) {
      return false;
    }
    boolean deaf = !cpu.interruptsEnabled() || chipset.isSilent();
    return cpu.shutDown() || cpu.halted() && !cpu.faultPending() && deaf && !nmiMayArrive();
  }

  /** An NMI wakes a processor that lets no other interrupt in. */
  private boolean nmiMayArrive() {
    return cpu.nmiArrives(chipset.mayRaiseNmi());
  }

  /** Also sees what the interval timer is about to raise; other devices raise within the step. */
  @Override
  public boolean interruptArrives() {
    boolean due = chipset.pit().risesNow() && chipset.pic().wouldAsk(0);
    return cpu.interruptArrives() || due && cpu.letsInterruptsIn();
  }

  @Override
  public Optional<String> softwareDigest() {
    SoftwareDigest digest = new SoftwareDigest().of(cpu);
    for (int register : SoftwareDigest.CONTROL_REGISTERS) {
      digest.control(cpu.control(register));
    }
    return Optional.of(digest.hex(chipset, memory, bytes));
  }

  @Override
  public String consoleText() {
    return chipset.console().text();
  }

  @Override
  public Optional<Pic> interruptControllers() {
    return Optional.of(chipset.pic());
  }

  @Override
  public Optional<Pit> intervalTimer() {
    return Optional.of(chipset.pit());
  }

  @Override
  public List<String> screenLines() {
    return chipset.screen().lines();
  }

  @Override
  public int roomForInput() {
    return chipset.uart().room();
  }

  @Override
  public void receive(int value) {
    chipset.uart().receive(value);
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    chipset.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    chipset.load(in);
  }
}
