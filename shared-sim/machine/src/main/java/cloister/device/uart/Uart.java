package cloister.device.uart;

import cloister.bus.ByteSink;
import cloister.bus.Line;
import cloister.bus.PortMap;
import cloister.state.ByteQueue;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Timer;

/**
 * The serial port. What comes in takes its time by the divisor that is set. What goes out is there
 * at once, and the registers are ready for more after a microsecond: small kernels wait for the
 * transmitter less long than a real line takes or not at all, and large ones switch the machine off
 * while their last words are on the way.
 */
public final class Uart implements Saveable {
  private static final int TIMEOUT_CHARACTERS = 4;
  private static final int OUTGOING_PER_SECOND = 1_000_000;

  /** Bytes from outside that have not been on the line yet. */
  private static final int WAITING_BYTES = 65_536;

  private final Clock clock;
  private final Line interrupt;
  private final ByteSink sent;
  private final Timer transmitter;
  private final Timer receiver;
  private final Timer timeout;
  private final Registers registers = new Registers();
  private final ByteQueue waiting = new ByteQueue(WAITING_BYTES);

  public Uart(Clock clock, Line interrupt, ByteSink sent) {
    this.clock = clock;
    this.interrupt = interrupt;
    this.sent = sent;
    transmitter = clock.timer(this::characterSent);
    receiver = clock.timer(this::characterArrives);
    timeout = clock.timer(this::inputTimesOut);
  }

  /**
   * @param first 0x3F8 for the first port of a PC
   */
  public void connect(PortMap ports, int first) {
    ports.add(first, Ports.COUNT, 1, new Ports(this, registers));
  }

  /** So many bytes from outside find a place before one is lost. */
  public int room() {
    return waiting.room();
  }

  /** A byte comes from outside; when too many wait, it is lost. */
  public void receive(int value) {
    waiting.add(value);
    if (!receiver.isArmed()) {
      receiver.armIn(characterTicks());
    }
  }

  /**
   * The port's registers, for those who look from outside: some of them change when they are read.
   *
   * @param trigger bytes that must have come before an interrupt tells of them
   * @param arrived bytes that the guest has not taken yet
   * @param coming bytes from outside that are still on their way
   */
  public record Settings(
      int divisor,
      int interruptEnable,
      int cause,
      boolean fifos,
      int trigger,
      int lineControl,
      int lineStatus,
      int modemControl,
      int modemStatus,
      int arrived,
      int coming) {}

  public Settings look() {
    return new Settings(
        registers.divisor,
        registers.interruptEnable,
        registers.cause(),
        registers.fifos,
        registers.trigger,
        registers.lineControl,
        registers.lineStatus(),
        registers.modemControl,
        registers.modemLines() | registers.modemDeltas,
        registers.input.count(),
        waiting.count());
  }

  private long characterTicks() {
    return registers.characterTicks(clock.ticksPerSecond());
  }

  private long outgoingTicks() {
    return Math.max(1, clock.ticksPerSecond() / OUTGOING_PER_SECOND);
  }

  int takeInput() {
    if (registers.input.isEmpty()) {
      return 0;
    }
    int value = registers.input.take();
    registers.timedOut = false;
    waitForTimeout();
    update();
    return value;
  }

  void send(int value) {
    registers.emptyPending = false;
    if (!registers.looped()) {
      sent.put(value);
    }
    if (registers.output.count() < registers.capacity()) {
      registers.output.add(value);
    }
    if (!registers.shifting) {
      shiftNext();
    }
  }

  /** The next character goes from the holding register to the shift register. */
  private void shiftNext() {
    registers.shifted = registers.output.take();
    registers.shifting = true;
    if (registers.output.isEmpty()) {
      registers.emptyPending = true;
    }
    transmitter.armIn(outgoingTicks());
  }

  private void characterSent() {
    registers.shifting = false;
    if (registers.looped()) {
      accept(registers.shifted);
    }
    if (!registers.output.isEmpty()) {
      shiftNext();
    }
    update();
  }

  private void characterArrives() {
    if (registers.looped()) {
      receiver.armIn(characterTicks());
      return;
    }
    // The sender respects our request to send and waits while there is no room.
    if (registers.input.count() < registers.capacity()) {
      accept(waiting.take());
    }
    if (!waiting.isEmpty()) {
      receiver.armIn(characterTicks());
    }
    update();
  }

  private void accept(int value) {
    if (registers.input.count() == registers.capacity()) {
      registers.overrun = true;
    } else {
      registers.input.add(value);
    }
    waitForTimeout();
  }

  private void waitForTimeout() {
    if (registers.fifos && !registers.input.isEmpty()) {
      timeout.armIn(TIMEOUT_CHARACTERS * characterTicks());
    } else {
      timeout.disarm();
    }
  }

  private void inputTimesOut() {
    registers.timedOut = !registers.input.isEmpty();
    update();
  }

  /**
   * In loopback the interrupt is cut off. On a real PC it also wants OUT2, which other simulated
   * PCs do not ask for, and so some kernels do not set it.
   */
  void update() {
    interrupt.set(!registers.looped() && (registers.cause() & 1) == 0);
  }

  @Override
  public void save(StateWriter out) {
    registers.save(out);
    waiting.save(out);
  }

  @Override
  public void load(StateReader in) {
    registers.load(in);
    waiting.load(in);
  }
}
