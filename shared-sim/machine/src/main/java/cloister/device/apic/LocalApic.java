package cloister.device.apic;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Region;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Oscillator;
import cloister.time.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * The local APIC of the one processor. It stands between the 8259A and the processor's pin: after
 * power-on it lets the 8259A through, and so it does whenever its line 0 is set to external
 * interrupts.
 */
public final class LocalApic implements InterruptLine, Region, Saveable {
  private static final int ADDRESS = 0xfee00000;
  private static final int VERSION = 0x00050014;
  private static final int FIRST_VECTOR = 16;
  private static final int DELIVER_FIXED = 0;
  private static final int DESTINATION_SELF = 1 << 18;
  private static final int DESTINATION_ALL = 2 << 18;
  private static final int DESTINATION_SHORTHAND = 3 << 18;
  private static final int LOGICAL = 1 << 11;

  private final InterruptLine external;
  private final Oscillator bus;
  private final Timer timer;
  private Registers registers = new Registers();
  private EndListener onEnd = vector -> {};
  private Runnable onRise = () -> {};
  private Runnable onNmi = () -> {};
  private boolean output;

  /** The cycle of the divided bus clock at which the timer was started. */
  private long started;

  /** Told of the end of an interrupt that a level asked for. */
  interface EndListener {
    void ended(int vector);
  }

  /**
   * @param external the 8259A
   * @param busHertz the clock that the timer divides
   */
  public LocalApic(Clock clock, int busHertz, InterruptLine external) {
    this.external = external;
    bus = new Oscillator(clock, busHertz);
    timer = clock.timer(this::timerExpires);
  }

  public void connect(Memory memory) {
    memory.map(ADDRESS, Memory.PAGE_SIZE, this);
  }

  /** What to do when {@link #raised} comes true by an event of its own. */
  public void onRise(Runnable action) {
    onRise = action;
  }

  /** What to do when a message is the interrupt that cannot be masked. */
  public void onNmi(Runnable action) {
    onNmi = action;
  }

  /** A reset of the processor is one of its APIC too (SDM 3, 13.4.7.3). */
  public void reset() {
    registers = new Registers();
    output = false;
    started = 0;
    timer.disarm();
  }

  /**
   * The registers, for those who look from outside.
   *
   * @param requests the vectors that wait, the highest first
   * @param inService the vectors that are served, the highest first
   * @param sources the local vector table: timer, thermal sensor, performance counters, two lines,
   *     error
   * @param passes whether the 8259A reaches the processor
   */
  public record Look(
      boolean enabled,
      int spuriousVector,
      int taskPriority,
      int processorPriority,
      List<Integer> requests,
      List<Integer> inService,
      List<Source> sources,
      int initialCount,
      int currentCount,
      int divisor,
      boolean passes) {}

  /** A row of the local vector table. */
  public record Source(int entry) {
    public int vector() {
      return entry & Registers.VECTOR;
    }

    /** The three bits of the delivery mode. */
    public int delivery() {
      return entry >>> 8 & 7;
    }

    public boolean masked() {
      return (entry & Registers.MASKED) != 0;
    }

    /** For the timer alone. */
    public boolean periodic() {
      return (entry & Registers.PERIODIC) != 0;
    }
  }

  public Look look() {
    List<Source> sources = new ArrayList<>();
    for (int entry : registers.local) {
      sources.add(new Source(entry));
    }
    return new Look(
        registers.enabled(),
        registers.spurious & Registers.VECTOR,
        registers.taskPriority,
        registers.processorPriority(),
        registers.requests.list(),
        registers.inService.list(),
        sources,
        registers.initialCount,
        currentCount(),
        registers.divisor(),
        passesExternal());
  }

  void onEnd(EndListener listener) {
    onEnd = listener;
  }

  @Override
  public boolean raised() {
    return output || passesExternal() && external.raised();
  }

  @Override
  public int acknowledge() {
    if (!output) {
      return external.acknowledge();
    }
    int vector = registers.requests.highest();
    registers.requests.set(vector, false);
    registers.inService.set(vector, true);
    update();
    return vector;
  }

  /** Switched off, the APIC is not there; switched on, line 0 decides. */
  private boolean passesExternal() {
    int line = registers.entry(Registers.LOCAL_LINE_0);
    boolean open =
        (line & Registers.MASKED) == 0 && (line & Registers.DELIVERY) == Registers.DELIVER_EXTERNAL;
    return !registers.enabled() || open;
  }

  /** An interrupt arrives; {@code level} says that it was asked for by a level. */
  void accept(int vector, boolean level) {
    if (registers.enabled() && vector >= FIRST_VECTOR) {
      registers.requests.set(vector, true);
      registers.levels.set(vector, level);
      update();
    }
  }

  /**
   * The 8259A's output rises at line 0. An NMI comes of that edge, whatever trigger mode the entry
   * has (SDM 3, 13.5.1), and acknowledges nothing.
   */
  public void externalRises() {
    if (hearsNmi()) {
      acceptNmi();
    }
  }

  /** True when line 0 asks for the interrupt that cannot be masked. */
  public boolean hearsNmi() {
    int line = registers.entry(Registers.LOCAL_LINE_0);
    return (line & (Registers.MASKED | Registers.DELIVERY)) == Registers.DELIVER_NMI;
  }

  /** The interrupt that cannot be masked arrives, as it does when the APIC is switched off, too. */
  void acceptNmi() {
    onNmi.run();
  }

  /** True when a message with this destination is for this APIC, whose id is 0. */
  boolean isAddressed(int destination, boolean logical) {
    if (!logical) {
      return destination == 0 || destination == Registers.VECTOR;
    }
    int own = registers.logicalDestination >>> 24;
    boolean flat = registers.destinationFormat >>> 28 == 15;
    if (flat) {
      return (own & destination) != 0;
    }
    return (own ^ destination) >>> 4 == 0 && (own & destination & 15) != 0;
  }

  private void update() {
    int highest = registers.requests.highest();
    boolean before = output;
    output = highest != Vectors.NONE && highest >>> 4 > registers.processorPriority() >>> 4;
    if (output && !before) {
      onRise.run();
    }
  }

  private void timerExpires() {
    int entry = registers.entry(Registers.LOCAL_TIMER);
    if ((entry & Registers.PERIODIC) != 0) {
      started += registers.initialCount & 0xffff_ffffL;
      arm();
    }
    if ((entry & Registers.MASKED) == 0) {
      accept(entry & Registers.VECTOR, false);
    }
  }

  private long dividedCycles() {
    return bus.cycles() / registers.divisor();
  }

  private void start(int count) {
    registers.initialCount = count;
    started = dividedCycles();
    if (count == 0) {
      timer.disarm();
    } else {
      arm();
    }
  }

  private void arm() {
    long end = started + (registers.initialCount & 0xffff_ffffL);
    timer.armAt(bus.tickOf(end * registers.divisor()));
  }

  private int currentCount() {
    return timer.isArmed() ? (int) left() : 0;
  }

  private long left() {
    return Math.max(0, started + (registers.initialCount & 0xffff_ffffL) - dividedCycles());
  }

  /** A timer that runs goes on from its count at the new speed. */
  private void setDivide(int value) {
    long left = left();
    registers.divide = value;
    if (timer.isArmed()) {
      started = dividedCycles() + left - (registers.initialCount & 0xffff_ffffL);
      arm();
    }
  }

  @Override
  public boolean isSteady() {
    return false;
  }

  @Override
  public int read(int offset, int bytes) {
    int value = register(offset & ~15) >>> 8 * (offset & 3);
    return bytes == 4 ? value : value & (1 << 8 * bytes) - 1;
  }

  private int register(int offset) {
    if (registers.isEntry(offset)) {
      return registers.entry(offset);
    }
    if (offset >= Registers.IN_SERVICE && offset < Registers.ERROR_STATUS) {
      int word = offset >>> 4 & 7;
      return offset < Registers.TRIGGER_MODE
          ? registers.inService.word(word)
          : offset < Registers.REQUESTS
              ? registers.levels.word(word)
              : registers.requests.word(word);
    }
    return switch (offset) {
      case Registers.VERSION -> VERSION;
      case Registers.TASK_PRIORITY -> registers.taskPriority;
      case Registers.PROCESSOR_PRIORITY -> registers.processorPriority();
      case Registers.LOGICAL_DESTINATION -> registers.logicalDestination;
      case Registers.DESTINATION_FORMAT -> registers.destinationFormat;
      case Registers.SPURIOUS -> registers.spurious;
      case Registers.COMMAND_LOW -> registers.commandLow;
      case Registers.COMMAND_HIGH -> registers.commandHigh;
      case Registers.INITIAL_COUNT -> registers.initialCount;
      case Registers.CURRENT_COUNT -> currentCount();
      case Registers.DIVIDE -> registers.divide;
      default -> 0;
    };
  }

  /** Only aligned words are written, as the manual asks for. */
  @Override
  public void write(int offset, int bytes, int value) {
    if (bytes != 4 || (offset & 15) != 0) {
      return;
    }
    if (registers.isEntry(offset)) {
      boolean before = raised();
      registers.setEntry(offset, value);
      report(before);
      return;
    }
    switch (offset) {
      case Registers.TASK_PRIORITY -> {
        registers.taskPriority = value & 0xff;
        update();
      }
      case Registers.END_OF_INTERRUPT -> end();
      case Registers.LOGICAL_DESTINATION -> registers.logicalDestination = value & 0xff << 24;
      case Registers.DESTINATION_FORMAT -> registers.destinationFormat = value | 0x0fffffff;
      case Registers.SPURIOUS -> {
        boolean before = raised();
        registers.setSpurious(value);
        report(before);
      }
      case Registers.COMMAND_HIGH -> registers.commandHigh = value & 0xff << 24;
      case Registers.COMMAND_LOW -> {
        registers.commandLow = value;
        send(value);
      }
      case Registers.INITIAL_COUNT -> start(value);
      case Registers.DIVIDE -> setDivide(value & 0xb);
      default -> {
        // Reserved, or read-only.
      }
    }
  }

  /** Opens the way for what waits at the 8259A: it is as if it rose now. */
  private void report(boolean before) {
    if (raised() && !before) {
      onRise.run();
    }
  }

  private void end() {
    int vector = registers.inService.highest();
    if (vector == Vectors.NONE) {
      return;
    }
    registers.inService.set(vector, false);
    if (registers.levels.has(vector)) {
      onEnd.ended(vector);
    }
    update();
  }

  /**
   * There is no other processor: only what comes back to this one arrives. An NMI is sent to a
   * destination; with a shorthand that includes the sender it is no valid command (SDM 3, 13.6.1).
   */
  private void send(int command) {
    int shorthand = command & DESTINATION_SHORTHAND;
    boolean addressed =
        shorthand == 0 && isAddressed(registers.commandHigh >>> 24, (command & LOGICAL) != 0);
    boolean here = addressed || shorthand == DESTINATION_SELF || shorthand == DESTINATION_ALL;
    int delivery = command & Registers.DELIVERY;
    if (here && delivery == DELIVER_FIXED) {
      accept(command & Registers.VECTOR, false);
    } else if (addressed && delivery == Registers.DELIVER_NMI) {
      acceptNmi();
    }
  }

  @Override
  public void save(StateWriter out) {
    registers.save(out);
    out.writeBoolean(output);
    out.writeLong(started);
  }

  @Override
  public void load(StateReader in) {
    registers.load(in);
    output = in.readBoolean();
    started = in.readLong();
  }
}
