package cloister.kernel;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.exec.Arguments;
import cloister.kernel.exec.Executor;
import cloister.kernel.fs.Stream;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.task.Endings;
import cloister.kernel.task.Forks;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskCaller;
import cloister.kernel.task.TaskTable;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs that no other program has started, with their first three files. */
final class FirstPrograms {
  /** As wait(2) tells of a program that could not be started. */
  private static final int FAILED = 127 << 8;

  private final ObjectIds ids;
  private final Mounts mounts;
  private final UserMemory memory;
  private final TaskTable tasks;
  private final Forks forks;
  private final Executor executor;
  private final Endings endings;
  private final SignalSender signals;

  /** What is started at a terminal: the paths where it is looked for. */
  private List<String> loginPaths = List.of();

  private Arguments loginArguments = new Arguments(List.of(), List.of());

  FirstPrograms(
      ObjectIds ids,
      Mounts mounts,
      UserMemory memory,
      TaskTable tasks,
      Forks forks,
      Executor executor,
      Endings endings,
      SignalSender signals) {
    this.ids = ids;
    this.mounts = mounts;
    this.memory = memory;
    this.tasks = tasks;
    this.forks = forks;
    this.executor = executor;
    this.endings = endings;
    this.signals = signals;
  }

  void setLogin(List<String> paths, Arguments arguments) {
    loginPaths = paths;
    loginArguments = arguments;
  }

  /** Somebody has come to a terminal that is nobody's. */
  void login(Tty tty) {
    Task task = null;
    try {
      task = forks.first();
      openTerminal(task, tty);
      execute(task, loginPaths, loginArguments);
    } catch (KernelError refused) {
      tty.release();
      tty.print(loginPaths.getLast() + ": " + refused.errno().text() + "\r\n");
      if (task != null) {
        endings.endProcess(task.process(), FAILED);
      }
    }
  }

  /** The first of the paths that is there. */
  void execute(Task task, List<String> paths, Arguments arguments) throws KernelError {
    TaskCaller caller = new TaskCaller(task, memory, tasks, signals);
    memory.of(task.space());
    for (int i = 0; i < paths.size(); i++) {
      try {
        executor.execute(task, caller, task.place().working(), paths.get(i), arguments);
        return;
      } catch (KernelError refused) {
        if (refused.errno() != Errno.ENOENT || i == paths.size() - 1) {
          throw refused;
        }
      }
    }
  }

  /** Streams to the outside, 0 to 2. */
  List<Stream> streams(FileSystem pipes, Stream.Outside outside) {
    List<Stream> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(new Stream(ids.next(), outside).begin(pipes, i));
    }
    return List.copyOf(made);
  }

  void openStreams(Task task, List<Stream> streams) throws KernelError {
    for (int i = 0; i < 3; i++) {
      Stream stream = streams.get(i);
      String name = "pipe:[" + stream.number() + "]";
      open(task, new Path(null, stream), stream, i == 0 ? 0 : 1, name);
    }
  }

  /** A terminal becomes its session's, and is what it reads and writes. */
  void openTerminal(Task task, Tty tty) throws KernelError {
    tty.control(new TaskCaller(task, memory, tasks, signals));
    openFiles(task, tty);
  }

  /** A terminal is what it reads and writes. */
  void openFiles(Task task, Tty tty) throws KernelError {
    Path path = find(devicesIn(task.place().root()), tty.name());
    for (int i = 0; i < 3; i++) {
      open(task, path, tty, 2, "/dev/" + tty.name());
    }
  }

  private void open(Task task, Path path, FileOperations operations, int flags, String name)
      throws KernelError {
    FileDescription file = new FileDescription(ids.next()).of(path, operations, flags, name);
    task.files().add(file, 0, 3, false);
  }

  Path devicesIn(Path root) throws KernelError {
    return find(root, "dev");
  }

  private Path find(Path directory, String name) throws KernelError {
    if (!directory.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    Inode file = directory.directory().lookup(name).orElseThrow(Errno.ENOENT::error);
    return mounts.top(MountPoint.in(directory, name, file)).path();
  }
}
