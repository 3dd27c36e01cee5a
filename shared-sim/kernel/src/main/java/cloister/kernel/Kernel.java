package cloister.kernel;

import static cloister.kernel.syscall.Identity.banner;

import cloister.bus.Memory;
import cloister.event.EventSink;
import cloister.event.Relay;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.exec.Arguments;
import cloister.kernel.exec.Executor;
import cloister.kernel.fs.Devices;
import cloister.kernel.fs.FileMaker;
import cloister.kernel.fs.MemoryDevice;
import cloister.kernel.fs.RandomBytes;
import cloister.kernel.fs.Stream;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.NamespaceRow;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.pts.PtsContext;
import cloister.kernel.pts.PtsCount;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.syscall.Parts;
import cloister.kernel.syscall.SystemCalls;
import cloister.kernel.task.Alarms;
import cloister.kernel.task.CapabilityTrace;
import cloister.kernel.task.Endings;
import cloister.kernel.task.FloatingPoint;
import cloister.kernel.task.Forks;
import cloister.kernel.task.Futexes;
import cloister.kernel.task.KernelLog;
import cloister.kernel.task.NamespaceList;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.SignalDelivery;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.TaskChosen;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Place;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/** The kernel: what happens from an entry until a task goes on in its program. */
public final class Kernel implements Saveable {
  private static final int SYSTEM_CALL = 0x80;
  private static final int PAGE_FAULT = 14;

  /** Vectors below this are exceptions of the processor. */
  private static final int EXCEPTIONS = 32;

  private final KernelTime time;
  private final Frames frames;
  private final UserMemory memory;
  private final ObjectIds ids = new ObjectIds();
  private final RandomBytes random;
  private final Devices devices = new Devices();
  private final Mounts mounts = new Mounts(ids);
  private final TaskTable tasks = new TaskTable();
  private final Alarms alarms = new Alarms();
  private final Futexes futexes = new Futexes();
  private final NamelessFiles nameless;
  private final FloatingPoint floatingPoint = new FloatingPoint();
  private final Relay events = new Relay();
  private final SystemCalls calls = new SystemCalls();
  private final Scheduler scheduler;
  private final SignalSender signals;
  private final Endings endings;
  private final SignalDelivery delivery;
  private final Forks forks;
  private final Namespaces namespaces;
  private final Groups groups;
  private final MountableTypes types;
  private final Executor executor;
  private final FirstPrograms programs;
  private final FileMaker maker;
  private final ProcContext proc;
  private final KernelObjects objects;
  private final Traps traps;
  private final CallEntry entry;
  private final Terminals terminals = new Terminals();

  /** The process whose end is the machine's. */
  private Process main;

  private List<Stream> streams = List.of();

  /** The tick at which the present task went on in its program. */
  private long left;

  /**
   * What the kernel is made for.
   *
   * @param firstFrame the first that it may give to programs
   * @param directory frame of a page directory with the kernel's part
   * @param features of the processor (CPUID, EDX)
   * @param processor what else is said of it
   * @param seed of what is random
   */
  public record Setting(int firstFrame, int directory, int features, int seed, String processor) {}

  public Kernel(
      Memory ram, KernelTime time, Setting setting, Stream.Outside outside, Tty.Screen screen) {
    this.time = time;
    frames = new Frames(ram, setting.firstFrame);
    memory = new UserMemory(ram);
    random = new RandomBytes(setting.seed);
    nameless = new NamelessFiles(ids, frames, time, events);
    scheduler = new Scheduler(time, alarms);
    signals = new SignalSender(tasks, scheduler);
    endings = new Endings(tasks, scheduler, alarms, signals, futexes, memory, time, events);
    delivery = new SignalDelivery(memory, floatingPoint, signals, endings, time, events);
    namespaces = new Namespaces(ids, frames, time, scheduler, tasks, mounts, events);
    groups = new Groups(ids, frames, tasks, scheduler, signals, time, events);
    forks =
        new Forks(
            ids,
            frames,
            tasks,
            scheduler,
            floatingPoint,
            time,
            events,
            namespaces,
            groups.members(),
            setting.directory);
    executor =
        new Executor(
            frames,
            forks,
            endings,
            mounts,
            time,
            random,
            floatingPoint,
            ids,
            events,
            setting.features);
    programs = new FirstPrograms(ids, mounts, memory, tasks, forks, executor, endings, signals);
    maker = new FileMaker(ids, frames, devices);
    OverlayTrace overlays = new OverlayTrace(scheduler, time, events);
    types = new MountableTypes(ids, time, maker, mounts, overlays);
    proc = nameless.tellOf(tasks, mounts, namespaces, types, banner(), setting.processor);
    types.tellOf(proc, groups.files(), new PtsContext(ids, signals, new PtsCount()));
    objects =
        new KernelObjects(
            scheduler,
            alarms,
            signals,
            maker,
            random,
            outside,
            screen,
            types.terminals(),
            proc,
            groups.files().context(),
            overlays,
            nameless.network());
    entry = callEntry();
    traps = new Traps(signals, endings, tasks, time, events);
  }

  private CallEntry callEntry() {
    SeccompGuard guard = new SeccompGuard(signals, endings, groups.log(), time, events);
    return new CallEntry(calls, memory, guard, events);
  }

  /** Makes the first files and process 1. */
  public void boot(List<ImageFile> image) throws KernelError {
    Cgroup group = groups.begin();
    groups.log().say(KernelLog.INFORMATION, banner());
    NamespaceSet first = namespaces.first(group);
    RootFileSystem files = new RootFileSystem(namespaces.firstUsers(), types, mounts, first);
    Path root = files.make(image, frames.total() / 2);
    nameless.begin();
    terminals.add(objects.tty(ids.next()), devices);
    devices.add(Devices.number(1, 3), memoryDevice(MemoryDevice.Type.NULL));
    devices.add(Devices.number(1, 5), memoryDevice(MemoryDevice.Type.ZERO));
    devices.add(Devices.number(1, 7), memoryDevice(MemoryDevice.Type.FULL));
    devices.add(Devices.number(1, 8), memoryDevice(MemoryDevice.Type.RANDOM));
    devices.add(Devices.number(1, 9), memoryDevice(MemoryDevice.Type.RANDOM));
    forks.init(new Place(ids.next()).at(root, root), first, group);
    gatherParts();
  }

  private MemoryDevice memoryDevice(MemoryDevice.Type type) {
    return new MemoryDevice(ids.next(), random).of(type);
  }

  /**
   * Puts terminals beside the console.
   *
   * @param count how many
   * @param paths of the program that is started at one when somebody comes
   */
  public void addTerminals(int count, List<String> paths, Arguments arguments) throws KernelError {
    programs.setLogin(paths, arguments);
    for (int i = 0; i < count; i++) {
      Tty tty = objects.tty(ids.next());
      terminals.add(tty, devices);
      Task init = tasks.init().leader();
      Directory dev = programs.devicesIn(init.place().root()).directory();
      Terminals.name(tty, dev, init.credentials());
    }
  }

  /**
   * Starts the program whose end is the machine's.
   *
   * @param paths where it is looked for, one after the other
   * @param onConsole its files are the console; else they are streams to the outside, 0 to 2
   * @throws KernelError why it cannot be started
   */
  public void start(List<String> paths, Arguments arguments, boolean onConsole) throws KernelError {
    Task task = forks.first();
    main = task.process();
    streams = programs.streams(nameless.pipes(), objects.outside());
    if (onConsole) {
      programs.openTerminal(task, console());
    } else {
      programs.openStreams(task, streams);
    }
    programs.execute(task, paths, arguments);
  }

  /**
   * Starts a program as process 1, whose end is the machine's. Its files are the console, which is
   * nobody's terminal yet.
   *
   * @throws KernelError why it cannot be started
   */
  public void startInit(String path, Arguments arguments) throws KernelError {
    Task task = forks.awakenInit();
    main = task.process();
    streams = programs.streams(nameless.pipes(), objects.outside());
    programs.openFiles(task, console());
    programs.execute(task, List.of(path), arguments);
  }

  private void gatherParts() {
    namespaces.firstUsers().setWitness(new CapabilityTrace(scheduler, events));
    entry.workOn(
        new Parts(
            ids,
            frames,
            memory,
            time,
            tasks,
            scheduler,
            alarms,
            signals,
            delivery,
            endings,
            forks,
            futexes,
            executor,
            mounts,
            nameless.pipes(),
            nameless.anonymous(),
            nameless.network(),
            random,
            namespaces,
            types,
            groups.log(),
            events));
  }

  public void setEventSink(EventSink sink) {
    events.setListener(sink);
  }

  /** Whether there is a main program, or at least was to be one. */
  public boolean hasStarted() {
    return main != null;
  }

  /** Whether the main program has ended. */
  public boolean hasEnded() {
    return main != null && main.isZombie();
  }

  /** As wait(2) tells it. */
  public int status() {
    return main.exitStatus();
  }

  /** Whose program was left last. */
  public Optional<Task> currentTask() {
    return scheduler.current();
  }

  /** Ticks since a program was gone on with. */
  public long sinceTurn() {
    return time.ticks() - left;
  }

  public Tty console() {
    return terminals.at(0);
  }

  /** The console first. */
  public Terminals terminals() {
    return terminals;
  }

  /** The stream that the main program reads. */
  public Stream input() {
    return streams.getFirst();
  }

  public FloatingPoint floatingPoint() {
    return floatingPoint;
  }

  public Frames frames() {
    return frames;
  }

  public TaskTable tasks() {
    return tasks;
  }

  /** All namespaces that processes are in, by kind and number, with who is in them. */
  public List<NamespaceRow> namespaces() {
    return new NamespaceList(tasks).rows();
  }

  public Mounts mounts() {
    return mounts;
  }

  /** The first control group. */
  public Cgroup controlGroups() {
    return groups.hierarchy().root();
  }

  /** Whether a control group is frozen, and nobody in it runs any more. */
  public boolean isHeld(Cgroup group) {
    return group.isFrozen() && groups.members().allHeld(group);
  }

  public SystemCalls calls() {
    return calls;
  }

  /** The next tick at which the kernel wants to be entered. */
  public long deadline() {
    long ends = Math.min(alarms.next(), scheduler.endOfTurn());
    return Math.min(ends, groups.bandwidth().next());
  }

  /**
   * The kernel was entered from a program, or from the idle loop.
   *
   * @param vector by which it was entered
   * @param faultAddress CR2
   * @return whose turn it is; nobody's while all wait
   */
  public Optional<Task> enter(int vector, int faultAddress) {
    long entered = time.ticks();
    frames.releaseNow();
    scheduler.current().ifPresent(task -> handle(task, vector, faultAddress, entered));
    return goOn();
  }

  private void handle(Task task, int vector, int faultAddress, long entered) {
    Cgroup group = task.group();
    groups.charge(task);
    memory.of(task.space());
    if (vector == SYSTEM_CALL) {
      task.call().begin();
      time.charge(Cost.SYSTEM_CALL, 1);
      entry.call(task);
    } else {
      int error = task.registers().get(Word.ORIGINAL_EAX);
      task.registers().set(Word.ORIGINAL_EAX, -1);
      if (vector == PAGE_FAULT) {
        traps.pageFault(task, faultAddress, error);
      } else if (vector < EXCEPTIONS) {
        traps.exception(task, vector);
      }
    }
    groups.bandwidth().ran(task, group, entered - left, time.ticks() - entered);
    groups.served(task);
  }

  /** Something happened outside of programs, or one has done what it could. */
  public Optional<Task> goOn() {
    for (Process alarmed : alarms.act(time.ticks())) {
      signals.send(alarmed, SignalInfo.fromKernel(Signal.SIGALRM));
    }
    terminals.serve(programs);
    groups.bandwidth().release();
    Task before = scheduler.current().orElse(null);
    Optional<Task> chosen = scheduler.choose();
    while (!hasEnded() && chosen.isPresent() && !isReady(chosen.get())) {
      chosen = scheduler.choose();
    }
    if (chosen.orElse(null) != before) {
      time.charge(Cost.SWITCH, 1);
      if (events.listening()) {
        events.accept(new TaskChosen(chosen.map(Task::tid).orElse(0)));
      }
    }
    left = time.ticks();
    return chosen;
  }

  /** Goes on with the call that the task has waited in, and delivers its signals. */
  private boolean isReady(Task task) {
    if (groups.hold(task)) {
      return false;
    }
    memory.of(task.space());
    groups.charge(task);
    if (task.call().isWaiting()) {
      task.call().goOn();
      Cgroup group = task.group();
      long began = time.ticks();
      entry.call(task);
      groups.bandwidth().ran(task, group, 0, time.ticks() - began);
      groups.served(task);
    }
    if (task.state() == TaskState.RUNNABLE) {
      delivery.deliver(task);
    }
    groups.chargeKernel();
    return task.state() == TaskState.RUNNABLE;
  }

  @Override
  public void save(StateWriter out) {
    frames.save(out);
    ids.save(out);
    random.save(out);
    out.writeLong(left);
    ObjectWriter graph = new ObjectWriter();
    devices.save(graph);
    mounts.save(graph);
    tasks.save(graph);
    scheduler.save(graph);
    alarms.save(graph);
    futexes.save(graph);
    namespaces.save(graph);
    types.save(graph);
    groups.save(graph);
    nameless.save(graph);
    terminals.save(graph);
    graph.pointer(main);
    graph.pointers(streams);
    graph.finish(out);
  }

  @Override
  public void load(StateReader in) {
    frames.load(in);
    ids.load(in);
    random.load(in);
    left = in.readLong();
    ObjectReader graph = new ObjectReader(in, objects);
    devices.load(graph);
    mounts.load(graph);
    tasks.load(graph);
    scheduler.load(graph);
    alarms.load(graph);
    futexes.load(graph);
    namespaces.load(graph);
    types.load(graph);
    groups.load(graph);
    nameless.load(graph);
    terminals.load(graph);
    main = graph.pointer();
    streams = graph.pointers();
    graph.finish();
    groups.chargeKernel();
    tasks.loaded();
    scheduler.loaded();
    floatingPoint.done();
    gatherParts();
  }
}
