package cloister.platform;

import cloister.bus.ByteSink;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.codec.Json;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Features;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.History;
import cloister.kernel.ImageFile;
import cloister.kernel.Kernel;
import cloister.kernel.abi.KernelError;
import cloister.kernel.exec.Arguments;
import cloister.kernel.fs.Stream;
import cloister.kernel.task.Task;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.tty.Tty;
import cloister.kernel.view.KernelView;
import cloister.machine.Machine;
import cloister.machine.Rest;
import cloister.machine.Runner;
import cloister.machine.Terminal;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A board with a kernel like Linux's in ring 0. Programs are machine code in ring 3; the entry code
 * in ring 0 is machine code, too, and reaches the kernel by a port.
 */
public final class LinuxMachine implements Machine {
  private static final int TIMER_VECTOR = 32;
  private static final int FIRST_FRAME = 16;
  private static final int SEED = 0x2545F491;
  private static final long NEVER = Long.MAX_VALUE;

  /** 1 January 2026. */
  private static final long START_SECONDS = 1_767_225_600L;

  private final Memory memory;
  private final PortMap ports = new PortMap();
  private final Cpu cpu;
  private final Kernel kernel;
  private final EntryCode code;
  private final WayOut wayOut;
  private final Line line = new Line();
  private final List<ConsoleText> screens = new ArrayList<>();
  private final List<Terminal> terminals = new ArrayList<>();

  /** Ticks that passed without instructions. */
  private long ahead;

  /** The tick at which the kernel wants to be entered. */
  private long due = NEVER;

  /** Nanoseconds by which the date was set. */
  private long shift;

  /** Something has arrived from outside. */
  private boolean arrived;

  /** Whose numbers are in the x87 unit; null for nobody's. */
  private Task numbersOwner;

  private boolean stopRequested;
  private final EventSink processor = new ProcessorEvents();
  private EventSink listener = EventSink.NONE;
  private boolean single;
  private boolean waitsForClock;

  /**
   * @param memoryBytes whole pages, at least 2 MiB
   * @param entryCode assembled for its place
   * @param outside where streams lead
   * @param screen where the console's output goes, beside the text that is kept
   */
  public LinuxMachine(int memoryBytes, byte[] entryCode, Stream.Outside outside, ByteSink screen) {
    memory = new Memory(memoryBytes);
    Features features = Features.ALL_BUT_UMIP;
    cpu = new Cpu(features, new Coprocessor.X87(), memory, ports, line);
    code = new EntryCode(memory);
    wayOut = new WayOut(memory, code);
    load("entry", EntryCode.ADDRESS, entryCode);
    Kernel.Setting setting =
        new Kernel.Setting(
            FIRST_FRAME + (entryCode.length >>> Memory.PAGE_BITS),
            EntryCode.DIRECTORY >>> Memory.PAGE_BITS,
            0,
            SEED,
            ProcessorText.of(features));
    addScreen();
    kernel =
        new Kernel(
            memory,
            new Time(),
            setting,
            outside,
            (terminal, value) -> show(terminal, value, screen));
    ports.add(EntryCode.PORT, 4, 4, new Door());
    start();
  }

  private void addScreen() {
    terminals.add(new Console(screens.size()));
    screens.add(new ConsoleText());
  }

  private void show(int terminal, int value, ByteSink screen) {
    screens.get(terminal).put(value);
    if (terminal == 0) {
      screen.put(value);
    }
  }

  /** Real mode at the entry code, as a boot loader leaves it. */
  private void start() {
    cpu.reset();
    cpu.cachesOn();
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.general[Core.ESP] = EntryCode.ADDRESS;
    cpu.setEip(EntryCode.ADDRESS);
  }

  /** Makes the files, and the program that runs as soon as the entry code has begun. */
  public void boot(
      List<ImageFile> files, List<String> paths, Arguments arguments, boolean onConsole)
      throws KernelError {
    begin(files);
    kernel.start(paths, arguments, onConsole);
  }

  /** Makes the files, and the program that is process 1 and looks after the console. */
  public void bootInit(List<ImageFile> files, Arguments arguments) throws KernelError {
    begin(files);
    kernel.startInit("/sbin/init", arguments);
  }

  private void begin(List<ImageFile> files) throws KernelError {
    while (cpu.eip() != code.enter()) {
      cpu.run(1);
    }
    kernel.boot(files);
  }

  /**
   * Puts terminals beside the console, after {@link #boot}.
   *
   * @param paths of the program that is started at one when somebody types there
   */
  public void addTerminals(int count, List<String> paths, Arguments arguments) throws KernelError {
    for (int i = 0; i < count; i++) {
      addScreen();
    }
    kernel.addTerminals(count, paths, arguments);
  }

  public Kernel kernel() {
    return kernel;
  }

  /** The port of the entry code: OUT alone, from one place in ring 0. */
  private final class Door implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return -1;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (bytes == 4 && port == EntryCode.PORT && cpu.cpl() == 0 && cpu.eip() == code.enter()) {
        entered(value);
      }
    }
  }

  private void entered(int registers) {
    Optional<Task> before = kernel.currentTask();
    boolean fromProgram =
        before.isPresent()
            && registers == EntryCode.linear(before.get().stack().registersAddress());
    Optional<Task> next;
    if (fromProgram) {
      next = kernel.enter(before.get().registers().vector(), cpu.control(2));
    } else {
      next = kernel.goOn();
    }
    arrived = false;
    due = kernel.deadline();
    if (due != NEVER || kernel.hasEnded()) {
      cpu.requestStop();
    }
    if (next.isEmpty() || kernel.hasEnded()) {
      wayOut.idle();
    } else {
      wayOut.leadTo(next.get(), cpu.control(3), numbersOwner, kernel.floatingPoint());
      numbersOwner = next.get();
    }
    kernel.floatingPoint().done();
  }

  /** Interrupts by time and by what arrives; both only make the kernel look. */
  private final class Line implements InterruptLine {
    @Override
    public boolean raised() {
      return arrived || ticks() >= due;
    }

    @Override
    public int acknowledge() {
      return TIMER_VECTOR;
    }
  }

  private long ticks() {
    return ((long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL) + ahead;
  }

  private void pass(long ticks) {
    ahead += ticks;
    cpu.idle((int) ticks, (int) (ticks >>> 32));
  }

  private final class Time implements KernelTime {
    @Override
    public long ticks() {
      return LinuxMachine.this.ticks();
    }

    @Override
    public void charge(Cost cost, int times) {
      pass((long) cost.ticks() * times);
    }

    @Override
    public long startSeconds() {
      return START_SECONDS;
    }

    @Override
    public long shiftNanos() {
      return shift;
    }

    @Override
    public void setReal(long nanos) {
      shift += nanos - realNanos();
    }
  }

  // What comes from outside.

  /** How many bytes the main program's input has room for. */
  public int roomForInput() {
    return kernel.input().room();
  }

  /** Nothing runs, and somebody waits for what the main program reads. */
  public boolean awaitsInput() {
    return cpu.halted() && !line.raised() && kernel.input().isAwaited();
  }

  /** A byte for the main program's input. */
  public void receive(int value) {
    kernel.input().receive(value);
    noticed();
  }

  /** Its input has ended. */
  public void endInput() {
    kernel.input().end();
    noticed();
  }

  /** The console or another terminal, as its user sees it. */
  private final class Console implements Terminal {
    private final int number;

    Console(int number) {
      this.number = number;
    }

    private ConsoleText screen() {
      return screens.get(number);
    }

    @Override
    public int length() {
      return screen().length();
    }

    @Override
    public int first() {
      return screen().first();
    }

    @Override
    public String text(int from) {
      return screen().text(from);
    }

    /** Whoever comes to a terminal that is nobody's presses Enter, which no shell gets. */
    @Override
    public void type(byte[] bytes) {
      Tty tty = kernel.terminals().at(number);
      int from = 0;
      if (number > 0 && tty.session() == 0) {
        tty.want();
        from = bytes.length > 0 && (bytes[0] == '\r' || bytes[0] == '\n') ? 1 : 0;
      }
      for (int i = from; i < bytes.length; i++) {
        tty.receive(bytes[i] & 0xff);
      }
      noticed();
    }

    @Override
    public int columns() {
      return kernel.terminals().at(number).columns();
    }

    @Override
    public int rows() {
      return kernel.terminals().at(number).rows();
    }

    @Override
    public void resize(int columns, int rows) {
      kernel.terminals().at(number).stretch(rows, columns);
      noticed();
    }
  }

  @Override
  public List<Terminal> terminals() {
    return List.copyOf(terminals);
  }

  private void noticed() {
    arrived = true;
    cpu.requestStop();
  }

  // Machine.

  @Override
  public Cpu cpu() {
    return cpu;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public void setEventSink(EventSink sink) {
    listener = sink;
    cpu.setEventSink(processor);
    kernel.setEventSink(sink);
  }

  /** The processor's events, while single steps are made. */
  private final class ProcessorEvents implements EventSink {
    @Override
    public boolean listening() {
      return single && listener.listening();
    }

    @Override
    public void accept(Event event) {
      listener.accept(event);
    }
  }

  @Override
  public boolean reportsParts() {
    return true;
  }

  @Override
  public Runner runner() {
    int process = cpu.halted() ? 0 : kernel.currentTask().map(Task::tid).orElse(0);
    return new Runner(process == 0 ? 0 : 3, process);
  }

  @Override
  public Json kernel(History history, int step) {
    return KernelView.json(kernel, history, step, !cpu.halted() && !stopped());
  }

  /** Reports what happens in the kernel alone, so that programs run as fast as ever. */
  public void setKernelEventSink(EventSink sink) {
    kernel.setEventSink(sink);
  }

  @Override
  public int run(int maxSteps) {
    stopRequested = false;
    single = maxSteps == 1;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped()) {
      long left = Math.max(1, due - ticks());
      int ran = cpu.run((int) Math.min(left, maxSteps - done));
      if (ran == 0 && cpu.halted() && !line.raised()) {
        if (awaitsInput() || waitsForClock && rest().isPresent()) {
          break;
        }
        pass(due - ticks());
        ran = 1;
      }
      done += ran;
    }
    return done;
  }

  @Override
  public Optional<Rest> rest() {
    if (!cpu.halted() || arrived || due == NEVER) {
      return Optional.empty();
    }
    long nanos = (due - ticks()) * KernelTime.NANOS_PER_TICK;
    return Rest.until(due, nanos, kernel.terminals().isAnyAwaited());
  }

  @Override
  public void waitForClock(boolean wait) {
    waitsForClock = wait;
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  @Override
  public boolean stopped() {
    return cpu.shutDown() || kernel.hasEnded() || isWaitingForever();
  }

  /** All programs wait for something from outside. */
  public boolean isWaitingForever() {
    return cpu.halted() && !arrived && due == NEVER;
  }

  @Override
  public boolean interruptArrives() {
    return cpu.interruptArrives();
  }

  /** Of all terminals, one behind the other. */
  @Override
  public String consoleText() {
    StringBuilder text = new StringBuilder();
    for (ConsoleText screen : screens) {
      text.append(screen.text(screen.first()));
    }
    return text.toString();
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    out.writeLong(ahead);
    out.writeLong(due);
    out.writeLong(shift);
    out.writeBoolean(arrived);
    // Nobody asks for the numbers of one that has ended, and its own number may be another's soon.
    boolean owned = numbersOwner != null && numbersOwner.isAlive();
    out.writeInt(owned ? numbersOwner.tid() : 0);
    screens.forEach(screen -> screen.save(out));
    kernel.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    ahead = in.readLong();
    due = in.readLong();
    shift = in.readLong();
    arrived = in.readBoolean();
    int owner = in.readInt();
    screens.forEach(screen -> screen.load(in));
    kernel.load(in);
    numbersOwner = owner == 0 ? null : kernel.tasks().task(owner).orElse(null);
  }
}
