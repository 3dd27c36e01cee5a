package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.List;
import java.util.Optional;

/** {@code /proc} and the directories in it. */
public final class ProcDirectory extends Directory {
  /** Positions of processes begin here, behind the other names. */
  private static final long FIRST_PROCESS = 256;

  private final ProcContext context;

  /** 0 in {@code /proc} itself. */
  private int pid;

  /** The first thread's number is the process's. */
  private int tid;

  private ProcEntry.Level level = ProcEntry.Level.TOP;

  public ProcDirectory(int id, ProcContext context) {
    super(id);
    this.context = context;
  }

  /** The root of the file system. */
  public ProcDirectory asRoot(FileSystem in) {
    create(in, Mode.DIRECTORY | 0555, 0, 0);
    placeIn(this, "");
    addLinks(2);
    return this;
  }

  private ProcDirectory of(Directory above, String name, Task task, ProcEntry.Level at) {
    int mode =
        switch (at) {
          case DESCRIPTORS -> 0500;
          case NAMESPACES -> 0511;
          default -> 0555;
        };
    int[] owner = ProcAccess.owner(task, mode == 0555);
    create(above.fileSystem(), Mode.DIRECTORY | mode, owner[0], owner[1]);
    placeIn(above, name);
    level = at;
    pid = task.process().pid();
    tid = task.tid();
    int directories = at == ProcEntry.Level.THREADS ? task.process().tasks().size() : 0;
    for (ProcEntry entry : ProcEntry.values()) {
      directories += entry.isIn(at) && entry.isDirectory() ? 1 : 0;
    }
    addLinks(2 + directories);
    return this;
  }

  private ProcDirectory ofSettings(Directory above, ProcEntry entry) {
    create(above.fileSystem(), entry.mode, 0, 0);
    placeIn(above, entry.name);
    addLinks(2);
    level = entry.opens();
    return this;
  }

  /** Whose numbers the names are. */
  private PidNamespace namespace() {
    return (PidNamespace) fileSystem().subject();
  }

  /** The thread that it is about; the first one's stands for the process. */
  private Optional<Task> task() {
    Optional<Process> process = context.tasks().process(pid);
    return pid == tid
        ? process.map(Process::leader)
        : context.tasks().task(tid).filter(task -> task.process().pid() == pid);
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    switch (level) {
      case DESCRIPTORS, DESCRIPTOR_TEXTS -> {
        return descriptor(number(entry));
      }
      case THREADS -> {
        return thread(number(entry));
      }
      default -> {}
    }
    for (ProcEntry one : ProcEntry.values()) {
      if (one.name.equals(entry) && one.isIn(level)) {
        return make(one);
      }
    }
    return level == ProcEntry.Level.TOP ? directoryOf(number(entry)) : Optional.empty();
  }

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 6) {
        return -1;
      }
      value = 10 * value + c - '0';
    }
    return text.isEmpty() ? -1 : value;
  }

  /** Of a process, and by its number of a thread, which no list shows. */
  private Optional<Inode> directoryOf(int number) {
    return context
        .tasks()
        .process(number, namespace())
        .map(Process::leader)
        .or(() -> context.tasks().task(number, namespace()))
        .map(found -> directory(Integer.toString(number), found, ProcEntry.Level.PROCESS));
  }

  private Optional<Inode> thread(int number) {
    Optional<Task> first = task().filter(task -> namespace().fromKernel(pid) == number);
    return first
        .or(() -> context.tasks().task(number, namespace()))
        .filter(task -> task.process().pid() == pid)
        .map(found -> directory(Integer.toString(number), found, ProcEntry.Level.THREAD));
  }

  private Inode directory(String name, Task about, ProcEntry.Level at) {
    return new ProcDirectory(context.ids().next(), context).of(this, name, about, at);
  }

  private Optional<Inode> make(ProcEntry entry) {
    Optional<Task> about = task();
    if (pid != 0 && about.isEmpty()) {
      return Optional.empty();
    }
    if (entry.isDirectory()) {
      return Optional.of(
          pid == 0
              ? new ProcDirectory(context.ids().next(), context).ofSettings(this, entry)
              : directory(entry.name, about.orElseThrow(), entry.opens()));
    }
    return Optional.of(file(entry, 0));
  }

  /** A process lists its own descriptors, whoever it was before. */
  @Override
  public boolean isFor(Caller caller) {
    return level == ProcEntry.Level.DESCRIPTORS && caller.processId() == pid;
  }

  private Inode file(ProcEntry entry, int number) {
    return new ProcFile(context.ids().next(), context).of(this, entry, pid, tid, number);
  }

  private Optional<Inode> descriptor(int number) {
    DescriptorTable files = task().map(Task::files).orElse(null);
    if (files == null || number < 0 || !files.isOpen(number)) {
      return Optional.empty();
    }
    boolean text = level == ProcEntry.Level.DESCRIPTOR_TEXTS;
    return Optional.of(file(text ? ProcEntry.DESCRIPTOR_TEXT : ProcEntry.DESCRIPTOR, number));
  }

  /** Whether somebody may list it, and look names up in it, beside what its rights say. */
  @Override
  public void requireAccess(Caller caller) throws KernelError {
    Task about = level == ProcEntry.Level.DESCRIPTOR_TEXTS ? task().orElse(null) : null;
    if (about != null) {
      ProcAccess.require(caller, about, Errno.EACCES);
    }
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    if (position > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    switch (level) {
      case DESCRIPTORS, DESCRIPTOR_TEXTS -> {
        return descriptorAt(Math.max(0, position - 2));
      }
      case THREADS -> {
        return threadAt(Math.max(1, position - 2));
      }
      default -> {}
    }
    int at = (int) Math.max(2, position);
    ProcEntry[] all = ProcEntry.values();
    for (int i = at - 2; i < all.length; i++) {
      if (all[i].isIn(level)) {
        int place = i + 2;
        return lookup(all[i].name).map(file -> new DirectoryEntry(place, file(place), file));
      }
    }
    boolean top = level == ProcEntry.Level.TOP;
    return top ? processAt(Math.max(1, position - FIRST_PROCESS)) : Optional.empty();
  }

  private static String file(int place) {
    return ProcEntry.values()[place - 2].name;
  }

  private Optional<DirectoryEntry> processAt(long number) {
    int next = Integer.MAX_VALUE;
    for (Process process : context.tasks().processes()) {
      int own = namespace().fromKernel(process.pid());
      next = own >= number ? Math.min(next, own) : next;
    }
    int found = next;
    return directoryOf(found)
        .map(file -> new DirectoryEntry(FIRST_PROCESS + found, Integer.toString(found), file));
  }

  private Optional<DirectoryEntry> threadAt(long number) {
    int next = Integer.MAX_VALUE;
    List<Task> all = task().map(one -> one.process().tasks()).orElse(List.of());
    for (Task one : all) {
      int own = namespace().fromKernel(one.tid());
      next = own >= number ? Math.min(next, own) : next;
    }
    int found = next;
    return thread(found).map(file -> new DirectoryEntry(found + 2L, Integer.toString(found), file));
  }

  private Optional<DirectoryEntry> descriptorAt(long number) {
    DescriptorTable files = task().map(Task::files).orElse(null);
    for (int i = (int) number; files != null && i < files.room(); i++) {
      Optional<Inode> found = descriptor(i);
      if (found.isPresent()) {
        return Optional.of(new DirectoryEntry(i + 2L, Integer.toString(i), found.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isSame(Inode other) {
    return other instanceof ProcDirectory directory
        && directory.fileSystem() == fileSystem()
        && directory.level == level
        && directory.pid == pid
        && directory.tid == tid;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Kind kind() {
    return Kind.PROC_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(pid);
    out.number(tid);
    out.number(level.ordinal());
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    pid = in.number();
    tid = in.number();
    level = ProcEntry.Level.values()[in.number()];
  }
}
