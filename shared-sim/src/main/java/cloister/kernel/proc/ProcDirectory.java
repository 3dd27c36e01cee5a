package cloister.kernel.proc;

import cloister.kernel.abi.Mode;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.Optional;

/** {@code /proc} and the directories in it. */
public final class ProcDirectory extends Directory {
  /** Positions of processes begin here, behind the other names. */
  private static final long FIRST_PROCESS = 256;

  private final ProcContext context;

  /** 0 in {@code /proc} itself. */
  private int pid;

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

  private ProcDirectory of(Directory above, String name, Process process, ProcEntry.Level at) {
    var owner = process.leader().credentials();
    int mode = at == ProcEntry.Level.DESCRIPTORS ? 0500 : 0555;
    create(above.fileSystem(), Mode.DIRECTORY | mode, owner.euid(), owner.egid());
    placeIn(above, name);
    addLinks(2);
    pid = process.pid();
    level = at;
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

  private Optional<Process> process() {
    return context.tasks().process(pid);
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    if (level == ProcEntry.Level.DESCRIPTORS) {
      return descriptor(number(entry));
    }
    for (ProcEntry one : ProcEntry.values()) {
      if (one.name.equals(entry) && one.level == level && !entry.isEmpty()) {
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

  private Optional<Inode> directoryOf(int number) {
    return context
        .tasks()
        .process(number, namespace())
        .map(
            found ->
                new ProcDirectory(context.ids().next(), context)
                    .of(this, Integer.toString(number), found, ProcEntry.Level.PROCESS));
  }

  private Optional<Inode> make(ProcEntry entry) {
    if (pid != 0 && process().isEmpty()) {
      return Optional.empty();
    }
    if (entry.isDirectory()) {
      ProcDirectory made = new ProcDirectory(context.ids().next(), context);
      return Optional.of(
          pid == 0
              ? made.ofSettings(this, entry)
              : made.of(this, entry.name, process().orElseThrow(), entry.opens()));
    }
    return Optional.of(
        new ProcFile(context.ids().next(), context).of(fileSystem(), entry, pid, 0, user()));
  }

  private Optional<Inode> descriptor(int number) {
    DescriptorTable files = process().map(one -> one.leader().files()).orElse(null);
    if (files == null || number < 0 || !files.isOpen(number)) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcFile(context.ids().next(), context)
            .of(fileSystem(), ProcEntry.DESCRIPTOR, pid, number, user()));
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    if (position > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    if (level == ProcEntry.Level.DESCRIPTORS) {
      return descriptorAt(Math.max(0, position - 2));
    }
    int at = (int) Math.max(2, position);
    ProcEntry[] all = ProcEntry.values();
    for (int i = at - 2; i < all.length - 1; i++) {
      if (all[i].level == level) {
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

  private Optional<DirectoryEntry> descriptorAt(long number) {
    DescriptorTable files = process().map(one -> one.leader().files()).orElse(null);
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
        && directory.pid == pid;
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
    out.number(level.ordinal());
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    pid = in.number();
    level = ProcEntry.Level.values()[in.number()];
  }
}
