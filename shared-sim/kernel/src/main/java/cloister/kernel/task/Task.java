package cloister.kernel.task;

import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.UndoList;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import cloister.kernel.seccomp.Seccomp;
import cloister.kernel.signal.PendingSignals;
import cloister.kernel.signal.SignalHandlers;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.Place;
import java.util.Optional;

/** A thread of a program; Linux's task_struct. */
public final class Task extends Waiter {
  private static final long UNBLOCKABLE = Signal.bit(Signal.SIGKILL) | Signal.bit(Signal.SIGSTOP);

  private final KernelStack stack;
  private final Scheduler scheduler;
  private final PendingSignals pending = new PendingSignals();
  private final PendingCall call = new PendingCall();
  private final ThreadLocalSegments segments = new ThreadLocalSegments();
  private final Seccomp seccomp = new Seccomp();
  private final Tracing tracing = new Tracing();
  private final TaskSettings settings = new TaskSettings();
  private int tid;
  private String name = "";
  private String commandLine = "";
  private Path executable;
  private String executableName = "";
  private TaskState state = TaskState.RUNNABLE;
  private Process process;
  private Credentials credentials;
  private NamespaceSet namespaces;
  private Cgroup group;
  private TimeNamespace times;
  private AddressSpace space;

  /** What is undone when it ends (semop(2)); null for nothing yet. */
  private UndoList undo;

  private DescriptorTable files;
  private Place place;
  private SignalHandlers handlers;
  private long blocked;

  /** The mask from before sigsuspend(2) and its like, to be restored. */
  private long savedMask;

  private boolean restoresMask;
  private AlternateStack alternateStack = AlternateStack.NONE;
  private int nice;
  private long virtualRuntime;

  /** Where 0 is written when it ends, for those who wait for that; 0 for nowhere. */
  private int clearAtEnd;

  /** Who waits until it ends or starts a program (vfork(2)); null for nobody. */
  private Task vforkParent;

  public Task(int id, Frames frames, Scheduler scheduler) {
    super(id);
    stack = new KernelStack(frames);
    this.scheduler = scheduler;
  }

  Task begin(int number, Process of, int stackFrame) {
    tid = number;
    process = of;
    stack.set(stackFrame);
    of.tasks().add(this);
    return this;
  }

  public int tid() {
    return tid;
  }

  /** Takes over the number of a thread group's leader that is gone. */
  void renumber(int number) {
    tid = number;
  }

  public Process process() {
    return process;
  }

  /** What {@code /proc/PID/comm} says. */
  public String name() {
    return name;
  }

  public void setName(String text) {
    name = text.length() > 15 ? text.substring(0, 15) : text;
  }

  /** Arguments as they were given, each with a zero behind it. */
  public String commandLine() {
    return commandLine;
  }

  public void setCommandLine(String arguments) {
    commandLine = arguments;
  }

  public TaskState state() {
    return state;
  }

  void setState(TaskState newState) {
    state = newState;
  }

  public boolean isAlive() {
    return state != TaskState.DEAD;
  }

  /** The file of its program; null before it has one. */
  public Path executable() {
    return executable;
  }

  /** Its name from the root on. */
  public String executableName() {
    return executableName;
  }

  public void setExecutable(Path file, String name) {
    Path before = executable;
    executable = file == null ? null : file.use();
    executableName = name;
    if (before != null) {
      before.unuse();
    }
  }

  public Credentials credentials() {
    return credentials;
  }

  public void setCredentials(Credentials fresh) {
    credentials = fresh;
  }

  /** What guards its calls. */
  public Seccomp seccomp() {
    return seccomp;
  }

  /** Who traces it. */
  public Tracing tracing() {
    return tracing;
  }

  /** Its control group; of one that has ended, the last. */
  public Cgroup group() {
    return group;
  }

  /** It lives in a control group from now on. */
  void enter(Cgroup fresh) {
    if (group != null) {
      group.leave();
    }
    group = fresh;
    fresh.enter();
  }

  /** Null when it has ended. */
  public NamespaceSet namespaces() {
    return namespaces;
  }

  /** Counts the new ones as used already, and leaves the old ones. */
  public void setNamespaces(NamespaceSet fresh) {
    NamespaceSet before = namespaces;
    namespaces = fresh;
    if (before != null) {
      before.unuse();
    }
  }

  /** By whose clocks it goes. */
  public TimeNamespace times() {
    return times;
  }

  public void setTimes(TimeNamespace namespace) {
    times = namespace.enter();
  }

  public MountNamespace mounts() {
    return (MountNamespace) namespaces.get(NamespaceKind.MOUNT);
  }

  /** Its number in its own namespace. */
  public int number() {
    return process.pids().fromKernel(tid);
  }

  public AddressSpace space() {
    return space;
  }

  public void setSpace(AddressSpace addressSpace) {
    space = addressSpace;
  }

  /** The objects of System V that it finds. */
  public IpcNamespace ipc() {
    return (IpcNamespace) namespaces.get(NamespaceKind.IPC);
  }

  /** Null for nothing yet. */
  public UndoList undo() {
    return undo;
  }

  public void setUndo(UndoList list) {
    undo = list;
  }

  /** Does what was to be undone, if nobody else has it as well. */
  public void dropUndo() {
    UndoList before = undo;
    undo = null;
    if (before != null) {
      before.leave();
    }
  }

  public DescriptorTable files() {
    return files;
  }

  public void setFiles(DescriptorTable table) {
    files = table;
  }

  public Place place() {
    return place;
  }

  /** Counts the new one as shared already, and leaves the old one. */
  public void setPlace(Place fresh) {
    Place before = place;
    place = fresh;
    if (before != null) {
      before.leave();
    }
  }

  public SignalHandlers handlers() {
    return handlers;
  }

  public void setHandlers(SignalHandlers fresh) {
    handlers = fresh;
  }

  public PendingSignals pending() {
    return pending;
  }

  public PendingCall call() {
    return call;
  }

  public ThreadLocalSegments segments() {
    return segments;
  }

  public KernelStack stack() {
    return stack;
  }

  public Registers registers() {
    return stack.registers();
  }

  // Signals.

  public long blocked() {
    return blocked;
  }

  public void setBlocked(long mask) {
    blocked = mask & ~UNBLOCKABLE;
  }

  /** Blocks other signals until one was delivered. */
  public void blockForAWhile(long mask) {
    if (!restoresMask) {
      savedMask = blocked;
      restoresMask = true;
    }
    setBlocked(mask);
  }

  /** What is blocked, also what is so again behind a call that waits. */
  long blockedNowOrLater() {
    return restoresMask ? blocked | savedMask : blocked;
  }

  /** The mask that a handler returns to. */
  long maskToRestore() {
    long mask = restoresMask ? savedMask : blocked;
    restoresMask = false;
    return mask;
  }

  /** As it was before {@link #blockForAWhile}. */
  public void restoreMask() {
    blocked = maskToRestore();
  }

  /** Whether a signal waits that is not blocked. */
  public boolean hasSignal() {
    return ((pending.set() | process.pending().set()) & ~blocked) != 0;
  }

  /** Takes the next of a set, its own before the process's; a timer's goes on with that. */
  public Optional<SignalInfo> takeSignal(long set) {
    return pending
        .take(set)
        .or(() -> process.pending().take(set))
        .map(info -> process.timers().taken(info));
  }

  /** Whether a signal waits, blocked or not. */
  public boolean hasSignal(int signal) {
    return ((pending.set() | process.pending().set()) & Signal.bit(signal)) != 0;
  }

  /** Whether a signal waits that will end it. */
  public boolean hasFatalSignal() {
    return handlers.haveFatal((pending.set() | process.pending().set()) & ~blocked);
  }

  public AlternateStack alternateStack() {
    return alternateStack;
  }

  public void setAlternateStack(AlternateStack other) {
    alternateStack = other;
  }

  // Its turn.
  /** -20 to 19. */
  public int nice() {
    return nice;
  }

  public void setNice(int value) {
    int before = nice;
    nice = Math.clamp(value, -20, 19);
    if (nice != before) {
      scheduler.recount(group);
    }
  }

  public long virtualRuntime() {
    return virtualRuntime;
  }

  void setVirtualRuntime(long value) {
    virtualRuntime = value;
  }

  @Override
  protected void goOn() {
    scheduler.wake(this);
  }

  public TaskSettings settings() {
    return settings;
  }

  public int clearAtEnd() {
    return clearAtEnd;
  }

  public void setClearAtEnd(int address) {
    clearAtEnd = address;
  }

  public Task vforkParent() {
    return vforkParent;
  }

  public void setVforkParent(Task parent) {
    vforkParent = parent;
  }

  @Override
  public Kind kind() {
    return Kind.TASK;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(tid);
    out.text(name);
    out.text(commandLine);
    out.text(executableName);
    out.flag(executable != null);
    if (executable != null) {
      executable.save(out);
    }
    out.number(state.ordinal());
    out.pointer(process);
    credentials.save(out);
    seccomp.save(out);
    tracing.save(out);
    out.flag(namespaces != null);
    if (namespaces != null) {
      namespaces.save(out);
    }
    out.pointer(group);
    out.pointer(times);
    out.pointer(space);
    out.pointer(undo);
    out.pointer(files);
    out.pointer(place);
    out.pointer(handlers);
    pending.save(out);
    call.save(out);
    segments.save(out);
    out.number(blocked);
    out.number(savedMask);
    out.flag(restoresMask);
    out.flag(stack.keepsNumbers());
    out.numbers(
        new int[] {
          stack.frame(), alternateStack.address(), alternateStack.bytes(), nice, clearAtEnd
        });
    settings.save(out);
    out.number(virtualRuntime);
    out.pointer(vforkParent);
  }

  @Override
  public void load(ObjectReader in) {
    tid = in.number();
    name = in.text();
    commandLine = in.text();
    executableName = in.text();
    executable = in.flag() ? Path.load(in) : null;
    state = TaskState.values()[in.number()];
    process = in.pointer();
    credentials = Credentials.load(in);
    seccomp.load(in);
    tracing.load(in);
    namespaces = in.flag() ? NamespaceSet.load(in) : null;
    group = in.pointer();
    times = in.pointer();
    space = in.pointer();
    undo = in.pointer();
    files = in.pointer();
    place = in.pointer();
    handlers = in.pointer();
    pending.load(in);
    call.load(in);
    segments.load(in);
    blocked = in.longNumber();
    savedMask = in.longNumber();
    restoresMask = in.flag();
    boolean keepsNumbers = in.flag();
    int[] words = in.numbers();
    stack.load(words[0], keepsNumbers);
    alternateStack = new AlternateStack(words[1], words[2]);
    nice = words[3];
    clearAtEnd = words[4];
    settings.load(in);
    virtualRuntime = in.longNumber();
    vforkParent = in.pointer();
  }
}
