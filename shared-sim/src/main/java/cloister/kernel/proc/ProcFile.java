package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.JumpingLink;
import cloister.kernel.vfs.Path;

/** A file of {@code /proc}: its text is what the kernel's objects say when it is read. */
public final class ProcFile extends Inode implements JumpingLink {
  private final ProcContext context;
  private ProcEntry entry = ProcEntry.VERSION;
  private int pid;
  private int descriptor;

  public ProcFile(int id, ProcContext context) {
    super(id);
    this.context = context;
  }

  ProcFile of(FileSystem in, ProcEntry what, int process, int number, int owner) {
    create(in, what.mode, owner, owner);
    if (what == ProcEntry.DESCRIPTOR) {
      setPermissions(rights(process, number));
    }
    addLinks(1);
    entry = what;
    pid = process;
    descriptor = number;
    return this;
  }

  /** What the descriptor may be used for. */
  private int rights(int process, int number) {
    DescriptorTable files =
        context.tasks().process(process).map(one -> one.leader().files()).orElseThrow();
    try {
      FileDescription file = files.get(number);
      return (file.reads() ? 0500 : 0) | (file.writes() ? 0300 : 0);
    } catch (KernelError closed) {
      throw new IllegalStateException("descriptor " + number + " is not open", closed);
    }
  }

  private Process process() throws KernelError {
    return context.tasks().process(pid).orElseThrow(Errno.ESRCH::error);
  }

  private String text(Caller caller) throws KernelError {
    ProcTexts texts = new ProcTexts(context);
    return switch (entry) {
      case FILESYSTEMS -> "nodev\ttmpfs\nnodev\tproc\nnodev\tdevtmpfs\nnodev\tpipefs\n";
      case LOADAVG -> texts.load();
      case MEMINFO -> texts.memory();
      case UPTIME -> texts.uptime();
      case VERSION -> context.version() + "\n";
      case CMDLINE -> process().isZombie() ? "" : process().leader().commandLine();
      case COMM -> process().leader().name() + "\n";
      case MAPS -> texts.maps(process());
      case MOUNTS -> texts.mounts();
      case STAT -> texts.stat(process());
      case STATUS -> texts.status(process());
      default -> throw Errno.EINVAL.error();
    };
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    String text = text(caller);
    int from = (int) Math.min(file.position(), text.length());
    int count = Math.min(to.left(), text.length() - from);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) text.charAt(from + i);
    }
    to.put(bytes, 0, count);
    file.setPosition(from + count);
    return count;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public String linkTarget(Caller caller) throws KernelError {
    return switch (entry) {
      case SELF -> Integer.toString(caller.processId());
      case MOUNTS_LINK -> "self/mounts";
      case DESCRIPTOR -> {
        DescriptorTable files = process().leader().files();
        if (files == null) {
          throw Errno.ENOENT.error();
        }
        yield name(files.get(descriptor));
      }
      case EXE -> {
        destination(caller);
        yield process().leader().executableName();
      }
      case CWD, ROOT -> context.mounts().name(destination(caller), root(process().leader()));
      default -> throw Errno.EINVAL.error();
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
    return entry.isLink() && entry != ProcEntry.SELF && entry != ProcEntry.MOUNTS_LINK;
  }

  @Override
  public Path destination(Caller caller) throws KernelError {
    Task task = process().leader();
    if (!task.isAlive() || task.place() == null) {
      throw Errno.ENOENT.error();
    }
    return switch (entry) {
      case CWD -> task.place().working();
      case ROOT -> task.place().root();
      case DESCRIPTOR -> task.files().get(descriptor).path();
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
    out.numbers(new int[] {entry.ordinal(), pid, descriptor});
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    int[] words = in.numbers();
    entry = ProcEntry.values()[words[0]];
    pid = words[1];
    descriptor = words[2];
  }
}
