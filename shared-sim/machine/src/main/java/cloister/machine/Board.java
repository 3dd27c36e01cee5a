package cloister.machine;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.bus.Ports;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.HardwareVirtualization;
import cloister.cpu.core.Core;
import cloister.cpu.core.Features;
import cloister.cpu.core.Segments;
import cloister.device.console.Console;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Optional;

/**
 * The lab's board: processor, memory, debug console. No interrupt ever arrives, unless it has the
 * timer of a PC. The processor has no x87 unit, unless it is given one.
 *
 * <p>{@link #save} covers processor and devices; memory is saved page by page by its owner.
 */
public final class Board implements Machine {
  private final Memory memory;
  private final Console console = new Console();
  private final Cpu cpu;
  private final Optional<LabTimer> timer;

  /** True with a unit for floating point, which a boot loader finds made ready by FNINIT. */
  private final boolean computes;

  private boolean stopRequested;

  /**
   * @param memoryBytes a positive multiple of 4096
   */
  public Board(int memoryBytes) {
    memory = new Memory(memoryBytes);
    cpu = processor(new BarePorts(console), InterruptLine.NONE);
    timer = Optional.empty();
    computes = false;
  }

  private Board(int memoryBytes, Coprocessor coprocessor) {
    memory = new Memory(memoryBytes);
    Features features = Features.ALL_BUT_UMIP;
    cpu = new Cpu(features, coprocessor, memory, new BarePorts(console), InterruptLine.NONE);
    timer = Optional.empty();
    computes = true;
  }

  private Board(int memoryBytes, HardwareVirtualization virtualization) {
    memory = new Memory(memoryBytes);
    Features features = Features.ALL_BUT_UMIP.withoutFloatingPoint();
    Ports ports = new BarePorts(console);
    InterruptLine none = InterruptLine.NONE;
    cpu = new Cpu(features, new Coprocessor.None(), virtualization, memory, ports, none);
    timer = Optional.empty();
    computes = false;
  }

  private Board(int memoryBytes, LabTimer labTimer) {
    memory = new Memory(memoryBytes);
    PortMap ports = new PortMap();
    ports.add(Console.PORT, 1, 1, new DebugPort(console));
    cpu = processor(ports, labTimer.line());
    labTimer.connect(cpu, ports);
    timer = Optional.of(labTimer);
    computes = false;
  }

  private Cpu processor(Ports ports, InterruptLine interrupts) {
    Features features = Features.ALL_BUT_UMIP.withoutFloatingPoint();
    return new Cpu(features, new Coprocessor.None(), memory, ports, interrupts);
  }

  /** A board with the interrupt controllers and the interval timer of a PC. */
  public static Board withTimer(int memoryBytes) {
    return new Board(memoryBytes, new LabTimer());
  }

  /** A board whose processor may have VT-x. */
  public static Board withVirtualization(int memoryBytes, HardwareVirtualization virtualization) {
    return new Board(memoryBytes, virtualization);
  }

  /** A board whose processor has a unit for floating point. */
  public static Board withCoprocessor(int memoryBytes, Coprocessor coprocessor) {
    return new Board(memoryBytes, coprocessor);
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
  public String consoleText() {
    return console.text();
  }

  @Override
  public Optional<Pic> interruptControllers() {
    return timer.map(LabTimer::pic);
  }

  @Override
  public Optional<Pit> intervalTimer() {
    return timer.map(LabTimer::pit);
  }

  /** Real mode at segment:offset with the stack below 0x7C00, as a boot loader leaves it. */
  public void startAt(int segment, int offset) {
    cpu.reset();
    cpu.cachesOn();
    console.clear();
    timer.ifPresent(LabTimer::restart);
    if (computes) {
      cpu.readyFloatingPoint();
    }
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.segments.setReal(Segments.CS, segment);
    cpu.general[Core.ESP] = 0x7c00;
    cpu.setEip(offset);
  }

  @Override
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
    timer.ifPresent(devices -> devices.setEventSink(sink));
  }

  @Override
  public int run(int maxSteps) {
    return timer.isPresent() ? runTimed(maxSteps, timer.get()) : cpu.run(maxSteps);
  }

  private int runTimed(int maxSteps, LabTimer devices) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped()) {
      devices.act();
      // What the timer does belongs to the step that follows.
      int most = stopRequested ? 1 : maxSteps - done;
      int ran = cpu.run(devices.stepsUntilDeadline(most));
      if (ran == 0 && cpu.halted() && !devices.raised()) {
        devices.skipIdleTime();
        ran = 1;
      }
      done += ran;
    }
    return done;
  }

  @Override
  public boolean interruptArrives() {
    boolean due = timer.isPresent() && timer.get().raisesNow();
    return cpu.interruptArrives() || due && cpu.letsInterruptsIn();
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  @Override
  public boolean stopped() {
    return cpu.shutDown() || cpu.halted() && !cpu.faultPending() && deaf();
  }

  private boolean deaf() {
    return timer.isEmpty() || !cpu.interruptsEnabled() || timer.get().silent();
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    console.save(out);
    timer.ifPresent(devices -> devices.save(out));
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    console.load(in);
    timer.ifPresent(devices -> devices.load(in));
  }
}
