package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.Content;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.JumpingLink;
import cloister.kernel.vfs.Path;
import java.util.Optional;

/** A file of {@code /proc}: its text is what the kernel's objects say when it is read. */
public final class ProcFile extends Inode implements JumpingLink {
  private static final int LONGEST_NAME = 15;
  private static final int LONGEST_WRITE = 4096;

  private final ProcContext context;
  private ProcEntry entry = ProcEntry.VERSION;
  private int pid;
  private int tid;
  private int descriptor;

  public ProcFile(int id, ProcContext context) {
    super(id);
    this.context = context;
  }

  ProcFile of(ProcDirectory in, ProcEntry what, int process, int thread, int number) {
    Optional<Task> about = process == 0 ? Optional.empty() : context.tasks().task(thread);
    boolean own = about.isPresent() && what.level != ProcEntry.Level.NET;
    int[] owner = own ? ProcAccess.owner(about.get(), false) : new int[] {in.user(), in.group()};
    create(in.fileSystem(), what.mode, owner[0], owner[1]);
    addLinks(1);
    entry = what;
    pid = process;
    tid = thread;
    descriptor = number;
    if (what == ProcEntry.DESCRIPTOR) {
      setPermissions(rights());
    }
    return this;
  }

  /** What the descriptor may be used for. */
  private int rights() {
    try {
      FileDescription file = task().files().get(descriptor);
      return (file.reads() ? 0500 : 0) | (file.writes() ? 0300 : 0);
    } catch (KernelError closed) {
      throw new IllegalStateException("descriptor " + descriptor + " is not open", closed);
    }
  }

  @Override
  public boolean isSame(Inode other) {
    return other instanceof ProcFile file
        && file.fileSystem() == fileSystem()
        && file.entry == entry
        && file.pid == pid
        && file.tid == tid
        && file.descriptor == descriptor;
  }

  private Process process() throws KernelError {
    return context.tasks().process(pid).orElseThrow(Errno.ESRCH::error);
  }

  /** The thread that it is about; ESRCH for one that has ended. */
  private Task task() throws KernelError {
    Process process = process();
    return pid == tid
        ? process.leader()
        : context
            .tasks()
            .task(tid)
            .filter(task -> task.process() == process)
            .orElseThrow(Errno.ESRCH::error);
  }

  String text(Caller caller) throws KernelError {
    PidNamespace numbers = (PidNamespace) fileSystem().subject();
    ProcTexts texts = new ProcTexts(context, numbers);
    return switch (entry) {
      case FILESYSTEMS -> context.types().list();
      case LOADAVG -> texts.load();
      case LOCKS -> new ProcLocks(context, numbers).text();
      case MEMINFO -> texts.memory();
      case UPTIME -> texts.uptime(caller.times().boot());
      case TIME_OFFSETS -> times().text();
      case COMMAND_LINE -> "\n";
      case PROCESSORS -> context.processor();
      case MACHINE_STAT -> ProcUse.stat(context);
      case SWAPS -> "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
      case VERSION -> context.version() + "\n";
      case CGROUP -> {
        Cgroup group = task().group();
        String path = group.pathFrom(caller.cgroups().root());
        yield "0::" + path + (group.isRemoved() ? " (deleted)\n" : "\n");
      }
      case OOM_SCORE_ADJUST -> process().oomScoreAdjust() + "\n";
      case CMDLINE -> process().isZombie() ? "" : task().commandLine();
      case COMM -> task().name() + "\n";
      case MAPS -> new ProcMaps(task(), context.time()).maps();
      case EACH_MAP -> new ProcMaps(task(), context.time()).each();
      case ALL_MAPS -> new ProcMaps(task(), context.time()).together();
      case SCHEDULING -> new ProcTurns(task(), context.time(), numbers).text();
      case SCHEDULING_TIMES -> new ProcTurns(task(), context.time(), numbers).times();
      case IO -> {
        ProcAccess.require(caller, task(), Errno.EACCES);
        yield ProcUse.io(process().io());
      }
      case MOUNTS -> new ProcMounts(context.mounts(), task(), caller).mounts();
      case MOUNTINFO -> new ProcMounts(context.mounts(), task(), caller).mountInfo();
      case USER_MAP, GROUP_MAP, SET_GROUPS -> users().text(entry, caller);
      case STAT -> texts.stat(task());
      case STATM -> ProcUse.pages(task());
      case LIMITS_OF -> ProcUse.limits(process().limits());
      case STATUS -> {
        long queued = context.tasks().signalsOf(task().credentials().uid());
        yield new ProcStatus(numbers, caller.credentials().namespace()).text(task(), queued);
      }
      case NET_DEVICES, NET_ROUTES, NET_TCP, NET_UDP, NET_UNIX ->
          new ProcNetwork(network()).text(entry);
      case SYSTEM_V_QUEUES, SYSTEM_V_SEMAPHORES, SYSTEM_V_SEGMENTS ->
          new ProcIpc(numbers, caller).text(entry);
      case DESCRIPTOR_TEXT -> {
        ProcAccess.require(caller, task(), Errno.EACCES);
        yield new ProcState(context, task())
            .descriptor(descriptor, new ProcLocks(context, numbers));
      }
      default ->
          entry.level == ProcEntry.Level.PROCESS
              ? new ProcState(context, task()).text(entry, caller)
              : settings(caller).text(entry);
    };
  }

  /** What is opened of memory stays the same behind a new program; EACCES as for ptrace(2). */
  @Override
  public FileOperations open(int flags, Caller caller) throws KernelError {
    ProcMemory.Part part =
        switch (entry) {
          case AUXILIARY -> ProcMemory.Part.AUXILIARY;
          case ENVIRONMENT -> ProcMemory.Part.ENVIRONMENT;
          case MEMORY -> ProcMemory.Part.ALL;
          default -> null;
        };
    boolean maps =
        entry == ProcEntry.MAPS || entry == ProcEntry.EACH_MAP || entry == ProcEntry.ALL_MAPS;
    if (entry.changesByReading()) {
      return new ProcReading(context.ids().next()).of(this);
    }
    if (part == null && !maps) {
      return this;
    }
    Task task = task();
    ProcAccess.require(caller, task, Errno.EACCES);
    if (entry == ProcEntry.ALL_MAPS && task.space() == null) {
      throw Errno.ESRCH.error();
    }
    if (part == null) {
      return this;
    }
    return new ProcMemory(context.ids().next(), context).of(task.space(), part);
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    return Content.read(text(caller), file, to);
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    String text = Content.taken(from, LONGEST_WRITE);
    switch (entry) {
      case USER_MAP, GROUP_MAP, SET_GROUPS -> {
        if (file.position() != 0) {
          throw Errno.EINVAL.error();
        }
        Credentials opener = file.opener();
        Credentials writer = caller.credentials();
        users().write(entry, text, opener == null ? writer : opener, writer);
      }
      case COMM -> rename(text, caller);
      case SCHEDULING -> {} // sets statistics to 0 that are not kept
      case DUMP_FILTER, LOGIN_USER, OOM_ADJUST, OOM_SCORE_ADJUST, TIMER_SLACK ->
          new ProcWrites(task(), context.tasks()).write(entry, text, file, caller);
      case TIME_OFFSETS -> times().write(text, caller.credentials());
      default -> settings(caller).write(entry, text);
    }
    file.setPosition(file.position() + text.length());
    return text.length();
  }

  /** A program names its own process alone (proc_pid_comm(5)). */
  private void rename(String text, Caller caller) throws KernelError {
    if (caller.processId() != pid) {
      throw Errno.EINVAL.error();
    }
    int end = text.indexOf('\n');
    String name = end < 0 ? text : text.substring(0, end);
    task().setName(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
  }

  private ProcSettings settings(Caller caller) {
    PidNamespace numbers = (PidNamespace) fileSystem().subject();
    return new ProcSettings(numbers, context, caller);
  }

  /** The network that its process sees. EINVAL for one that has ended. */
  private NetworkNamespace network() throws KernelError {
    Task task = task();
    if (task.namespaces() == null) {
      throw Errno.EINVAL.error();
    }
    return (NetworkNamespace) task.namespaces().get(NamespaceKind.NETWORK);
  }

  private ProcTimes times() throws KernelError {
    Task task = task();
    if (task.namespaces() == null) {
      throw Errno.ESRCH.error();
    }
    return new ProcTimes(task.namespaces().nextTimes(), context.time());
  }

  private ProcUsers users() throws KernelError {
    return new ProcUsers(task().credentials().namespace());
  }

  @Override
  public boolean isSent() {
    return entry.isSent();
  }

  /** There is nothing to cut. */
  @Override
  public void truncate(long size) {}

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public String linkTarget(Caller caller) throws KernelError {
    return switch (entry) {
      case SELF -> {
        int own = ((PidNamespace) fileSystem().subject()).fromKernel(caller.processId());
        if (own == 0) {
          throw Errno.ENOENT.error();
        }
        yield Integer.toString(own);
      }
      case THREAD_SELF -> {
        PidNamespace numbers = (PidNamespace) fileSystem().subject();
        int own = numbers.fromKernel(caller.processId());
        if (own == 0) {
          throw Errno.ENOENT.error();
        }
        yield own + "/task/" + numbers.fromKernel(caller.threadId());
      }
      case MOUNTS_LINK -> "self/mounts";
      case NET_LINK -> "self/net";
      case DESCRIPTOR -> {
        DescriptorTable files = task().files();
        if (files == null) {
          throw Errno.ENOENT.error();
        }
        ProcAccess.require(caller, task(), Errno.EACCES);
        yield name(files.get(descriptor));
      }
      case EXE -> {
        destination(caller);
        yield task().executableName();
      }
      case CWD, ROOT -> context.mounts().name(destination(caller), root(task()));
      default -> {
        if (entry.level != ProcEntry.Level.NAMESPACES) {
          throw Errno.EINVAL.error();
        }
        yield namespace(caller).label();
      }
    };
  }

  /** What the link leads to. EACCES for whoever may not look into the process (ptrace(2)). */
  private Namespace namespace(Caller caller) throws KernelError {
    Task task = task();
    if (task.namespaces() == null) {
      throw Errno.ENOENT.error();
    }
    ProcAccess.require(caller, task, Errno.EACCES);
    NamespaceKind kind = NamespaceKind.named(entry.namespaceKind()).orElseThrow();
    return switch (entry) {
      case NAMESPACE_USER -> task.credentials().namespace();
      case NAMESPACE_PID -> task.process().pids();
      case NAMESPACE_TIME -> task.times();
      case NAMESPACE_PID_CHILDREN -> {
        PidNamespace numbers = (PidNamespace) task.namespaces().get(kind);
        if (numbers.init() == 0) {
          throw Errno.ENOENT.error();
        }
        yield numbers;
      }
      default -> task.namespaces().get(kind);
    };
  }

  private static String name(FileDescription file) {
    return file.name();
  }

  private static Path root(Task task) {
    return task.place().root();
  }

  @Override
  public boolean jumps() {
    return entry.isLink() && entry.level != ProcEntry.Level.TOP;
  }

  @Override
  public Path destination(Caller caller) throws KernelError {
    Task task = task();
    if (!task.isAlive() || task.place() == null) {
      throw Errno.ENOENT.error();
    }
    ProcAccess.require(caller, task, Errno.EACCES);
    return switch (entry) {
      case CWD -> task.place().working();
      case ROOT -> task.place().root();
      case DESCRIPTOR -> task.files().get(descriptor).path();
      case NAMESPACE_CGROUP,
          NAMESPACE_IPC,
          NAMESPACE_MOUNT,
          NAMESPACE_NETWORK,
          NAMESPACE_PID,
          NAMESPACE_PID_CHILDREN,
          NAMESPACE_TIME,
          NAMESPACE_TIME_CHILDREN,
          NAMESPACE_USER,
          NAMESPACE_UTS ->
          context.namespaces().file(namespace(caller));
      default -> {
        if (task.executable() == null) {
          throw Errno.ENOENT.error();
        }
        yield task.executable();
      }
    };
  }

  @Override
  public Kind kind() {
    return Kind.PROC_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.numbers(new int[] {entry.ordinal(), pid, tid, descriptor});
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    int[] words = in.numbers();
    entry = ProcEntry.values()[words[0]];
    pid = words[1];
    tid = words[2];
    descriptor = words[3];
  }
}
