package cloister.kernel.task;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ipc.UndoList;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceSet;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.signal.SignalHandlers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.TaskForked;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.Place;

/** Makes tasks: copies of others (clone(2)), and the first ones. */
public final class Forks {
  public static final int SIGNAL_MASK = 0xff;
  public static final int VM = 0x100;
  public static final int FS = 0x200;
  public static final int FILES = 0x400;
  public static final int SIGHAND = 0x800;
  public static final int VFORK = 0x4000;
  public static final int PARENT = 0x8000;
  public static final int THREAD = 0x10000;
  public static final int SYSTEM_V_UNDO = 0x40000;
  public static final int SETTLS = 0x80000;
  public static final int PARENT_SETTID = 0x100000;
  public static final int CHILD_CLEARTID = 0x200000;
  public static final int CHILD_SETTID = 0x1000000;

  /** CLONE_PIDFD; the bit of CLONE_NEWTIME is one of the signal's here. */
  private static final int UNSUPPORTED = 0x1000;

  private final ObjectIds ids;
  private final Frames frames;
  private final TaskTable table;
  private final Scheduler scheduler;
  private final FloatingPoint floatingPoint;
  private final KernelTime time;
  private final EventSink events;
  private final Namespaces namespaces;
  private final ControlGroups groups;
  private final int kernelDirectory;

  /**
   * @param kernelDirectory frame of a page directory that has the kernel's part
   */
  public Forks(
      ObjectIds ids,
      Frames frames,
      TaskTable table,
      Scheduler scheduler,
      FloatingPoint floatingPoint,
      KernelTime time,
      EventSink events,
      Namespaces namespaces,
      ControlGroups groups,
      int kernelDirectory) {
    this.ids = ids;
    this.frames = frames;
    this.table = table;
    this.scheduler = scheduler;
    this.floatingPoint = floatingPoint;
    this.time = time;
    this.events = events;
    this.namespaces = namespaces;
    this.groups = groups;
    this.kernelDirectory = kernelDirectory;
  }

  /** Process 1, which adopts orphans and runs no program yet. */
  public Process init(Place place, NamespaceSet first, Cgroup group) throws KernelError {
    PidNamespace numbers = (PidNamespace) first.get(NamespaceKind.PID);
    Process process = new Process(ids.next()).begin(table.freeNumber(), numbers, null, 0, 0);
    process.leadSession();
    Task task = new Task(ids.next(), frames, scheduler).begin(process.pid(), process, 0);
    task.setName("init");
    task.enter(group);
    group.pids().charge(1);
    task.setCredentials(Credentials.root(namespaces.firstUsers()));
    task.setNamespaces(first.use());
    task.setTimes(first.nextTimes());
    task.setState(TaskState.WAITING);
    task.setPlace(place);
    task.setFiles(new DescriptorTable(ids.next()));
    task.setHandlers(new SignalHandlers(ids.next()));
    table.add(task);
    return process;
  }

  /** Makes process 1 ready to run a program, as a child would be. */
  public Task awakenInit() throws KernelError {
    Task task = table.init().leader();
    task.stack().set(frames.allocate(PageUse.KERNEL_STACK));
    task.setSpace(emptySpace());
    task.setState(TaskState.RUNNABLE);
    scheduler.add(task);
    return task;
  }

  /** A process without a program, a child of process 1 that leads a session. */
  public Task first() throws KernelError {
    Process init = table.init();
    Process process =
        new Process(ids.next())
            .begin(table.freeNumber(), init.pids(), init, Signal.SIGCHLD, time.ticks());
    process.leadSession();
    Task task =
        new Task(ids.next(), frames, scheduler)
            .begin(process.pid(), process, frames.allocate(PageUse.KERNEL_STACK));
    task.enter(init.leader().group());
    task.group().pids().charge(1);
    task.setCredentials(init.leader().credentials());
    task.setNamespaces(init.leader().namespaces().use());
    task.setTimes(init.leader().times());
    task.setPlace(init.leader().place().copy(ids.next()));
    task.setFiles(new DescriptorTable(ids.next()));
    task.setHandlers(new SignalHandlers(ids.next()));
    task.setSpace(emptySpace());
    table.add(task);
    scheduler.add(task);
    return task;
  }

  public AddressSpace emptySpace() throws KernelError {
    return new AddressSpace(ids.next(), frames).begin(kernelDirectory);
  }

  /**
   * clone(2).
   *
   * @param stack of the child; 0 for the parent's
   * @return the child, which is not asked for its turn yet
   */
  public Task fork(
      Task parent,
      int flags,
      int stack,
      int parentNumber,
      int segment,
      int childNumber,
      UserMemory memory)
      throws KernelError {
    check(parent, flags);
    groups.charge(parent);
    try {
      return copy(parent, flags, stack, parentNumber, segment, childNumber, memory);
    } catch (KernelError refused) {
      parent.group().pids().uncharge();
      throw refused;
    }
  }

  private Task copy(
      Task parent,
      int flags,
      int stack,
      int parentNumber,
      int segment,
      int childNumber,
      UserMemory memory)
      throws KernelError {
    time.charge(Cost.FORK, 1);
    int kinds = flags & ~SIGNAL_MASK;
    namespaces.requireMakeable(parent, kinds);
    Credentials who = namespaces.credentials(parent, kinds);
    Place place = (flags & FS) != 0 ? parent.place().share() : parent.place().copy(ids.next());
    NamespaceSet set = namespaces.make(parent, kinds, who, place);
    AddressSpace space;
    int frame;
    try {
      ((PidNamespace) set.get(NamespaceKind.PID)).requireOpen();
      space = space(parent, flags);
      frame = frame(space);
    } catch (KernelError refused) {
      set.unuse();
      place.leave();
      throw refused;
    }
    Process process = process(parent, flags, (PidNamespace) set.get(NamespaceKind.PID));
    int number = (flags & THREAD) != 0 ? table.freeNumber() : process.pid();
    if ((flags & THREAD) != 0) {
      process.pids().number(number);
    }
    Task child = new Task(ids.next(), frames, scheduler).begin(number, process, frame);
    child.enter(parent.group());
    child.setSpace(space);
    child.setNamespaces(set);
    child.setTimes((flags & THREAD) != 0 ? parent.times() : set.nextTimes());
    child.setPlace(place);
    inherit(child, parent, flags);
    child.setCredentials(who);
    registers(child, parent, stack);
    if ((flags & SETTLS) != 0) {
      child.segments().set(memory, segment);
    }
    child.setClearAtEnd((flags & CHILD_CLEARTID) != 0 ? childNumber : 0);
    // before anybody knows the child: whoever is killed for the page that this takes, it is not
    if ((flags & PARENT_SETTID) != 0) {
      tell(memory, parent.space(), parentNumber, parent.process().pids().fromKernel(number));
    }
    if ((flags & CHILD_SETTID) != 0) {
      tell(memory, space, childNumber, child.number());
      memory.of(parent.space());
    }
    table.add(child);
    scheduler.addNew(child);
    if (events.listening()) {
      events.accept(new TaskForked(parent.tid(), number));
    }
    return child;
  }

  private int frame(AddressSpace space) throws KernelError {
    try {
      return frames.allocate(PageUse.KERNEL_STACK);
    } catch (KernelError full) {
      space.leave();
      throw full;
    }
  }

  private void check(Task parent, int flags) throws KernelError {
    boolean threadAlone = (flags & THREAD) != 0 && (flags & SIGHAND) == 0;
    boolean handlersAlone = (flags & SIGHAND) != 0 && (flags & VM) == 0;
    int placeMakers = NamespaceKind.MOUNT.flag() | NamespaceKind.USER.flag();
    boolean sharesPlace = (flags & FS) != 0 && (flags & placeMakers) != 0;
    boolean sibling = (flags & PARENT) != 0 && parent.process().isInit();
    int groupMakers = NamespaceKind.PID.flag() | NamespaceKind.USER.flag();
    boolean elsewhere =
        (flags & groupMakers) != 0
            || parent.namespaces().get(NamespaceKind.PID) != parent.process().pids();
    boolean splits = (flags & THREAD) != 0 && elsewhere;
    boolean sharesUndo = (flags & SYSTEM_V_UNDO) != 0 && (flags & NamespaceKind.IPC.flag()) != 0;
    boolean refused = threadAlone || handlersAlone || sharesPlace || sibling || splits;
    if (refused || sharesUndo || (flags & UNSUPPORTED) != 0) {
      throw Errno.EINVAL.error();
    }
    Limits limits = parent.process().limits();
    long most = limits.soft(Limits.PROCESSES);
    int user = parent.credentials().uid();
    if (user != 0 && most != Limits.INFINITE && tasksOf(user) >= most) {
      throw Errno.EAGAIN.error();
    }
  }

  private int tasksOf(int user) {
    int count = 0;
    for (Process process : table.processes()) {
      count += process.leader().credentials().uid() == user ? process.tasks().size() : 0;
    }
    return count;
  }

  /** Where that cannot be written, the child is there all the same (clone(2)). */
  private static void tell(UserMemory memory, AddressSpace space, int address, int number) {
    memory.of(space);
    try {
      memory.write32(address, number);
    } catch (KernelError _) {
      // nobody is told
    }
  }

  private AddressSpace space(Task parent, int flags) throws KernelError {
    if ((flags & VM) != 0) {
      parent.space().share();
      return parent.space();
    }
    AddressSpace space = emptySpace();
    try {
      space.copyFrom(parent.space());
    } catch (KernelError full) {
      space.leave();
      throw full;
    }
    return space;
  }

  private Process process(Task parent, int flags, PidNamespace numbers) throws KernelError {
    if ((flags & THREAD) != 0) {
      return parent.process();
    }
    Process of = (flags & PARENT) != 0 ? parent.process().parent() : parent.process();
    int number = table.freeNumber();
    numbers.number(number);
    Process fresh =
        new Process(ids.next()).begin(number, numbers, of, flags & SIGNAL_MASK, time.ticks());
    fresh.setGroup(parent.process().group());
    return fresh;
  }

  private void inherit(Task child, Task parent, int flags) {
    child.setName(parent.name());
    child.setCommandLine(parent.commandLine());
    child.setExecutable(parent.executable(), parent.executableName());
    child.setBlocked(parent.blocked());
    boolean resets = parent.settings().resetsOnFork;
    child.setNice(resets ? Math.max(parent.nice(), 0) : parent.nice());
    child.settings().policy = parent.settings().policy;
    child.setVirtualRuntime(parent.virtualRuntime());
    child.segments().copyFrom(parent.segments());
    child.seccomp().copyFrom(parent.seccomp());
    boolean sharesFiles = (flags & FILES) != 0;
    if (sharesFiles) {
      parent.files().share();
    }
    child.setFiles(sharesFiles ? parent.files() : parent.files().copy(ids.next()));
    if ((flags & SYSTEM_V_UNDO) != 0) {
      if (parent.undo() == null) {
        parent.setUndo(new UndoList(ids.next()));
      }
      child.setUndo(parent.undo().share());
    }
    boolean sharesHandlers = (flags & SIGHAND) != 0;
    child.setHandlers(sharesHandlers ? parent.handlers() : parent.handlers().copy(ids.next()));
    if ((flags & (VM | VFORK)) != VM) {
      child.setAlternateStack(parent.alternateStack());
    }
  }

  private void registers(Task child, Task parent, int stack) {
    Registers registers = child.registers();
    registers.copyFrom(parent.registers());
    registers.set(Word.EAX, 0);
    if (stack != 0) {
      registers.set(Word.ESP, stack);
    }
    floatingPoint.forkTo(child.stack().floatingPointAddress());
  }
}
