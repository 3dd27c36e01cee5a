package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.task.Limits;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskCaller;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;

/** A system call of a task, from its arguments to what it asks for while it waits. */
public final class Call {
  /** Instead of a result: the task waits, and the call is made again when it goes on. */
  public static final long BLOCKED = 1L << 40;

  /** Instead of a result: the registers are already what they shall be. */
  public static final long REGISTERS_SET = 1L << 41;

  /** A descriptor that stands for the working directory (openat(2)). */
  static final int AT_WORKING_DIRECTORY = -100;

  private static final int LONGEST_PATH = 4096;

  private final Parts parts;
  private final Task task;
  private final TaskCaller caller;
  private final Registers registers;

  /** What was found and asked for last. */
  private PathWalk.Found found;

  private FileDescription open;

  public Call(Parts parts, Task task) {
    this.parts = parts;
    this.task = task;
    caller = new TaskCaller(task, parts.memory(), parts.tasks(), parts.signals());
    registers = task.registers();
  }

  Parts parts() {
    return parts;
  }

  Task task() {
    return task;
  }

  TaskCaller caller() {
    return caller;
  }

  Registers registers() {
    return registers;
  }

  UserMemory memory() {
    return parts.memory();
  }

  KernelTime time() {
    return parts.time();
  }

  PendingCall pending() {
    return task.call();
  }

  /** The process of a number in the caller's namespace. ESRCH without one. */
  Process process(int number) throws KernelError {
    return parts.tasks().process(number, task.process().pids()).orElseThrow(Errno.ESRCH::error);
  }

  Task task(int number) throws KernelError {
    return parts.tasks().task(number, task.process().pids()).orElseThrow(Errno.ESRCH::error);
  }

  int argument(int index) {
    return registers.argument(index);
  }

  /** Two arguments as one number, low word first. */
  long longArgument(int index) {
    return argument(index) & 0xffff_ffffL | (long) argument(index + 1) << 32;
  }

  String path(int index) throws KernelError {
    return memory().readText(argument(index), LONGEST_PATH, Errno.ENAMETOOLONG);
  }

  FileDescription file(int index) throws KernelError {
    open = task.files().get(argument(index));
    return open;
  }

  /** Tells those who watch a file that the call has found by a path, or has open. */
  void tell(Path file, int event) {
    if (open != null && open.path() == file) {
      open.tell(event);
    } else {
      FileEvent.at(place(file), event);
    }
  }

  /** Where a file is that the call has found, or has made where it was looked for. */
  MountPoint place(Path file) {
    boolean named = found != null && found.hasName() && !file.isMountRoot();
    return named ? MountPoint.in(found.parent(), found.name(), file.inode()) : MountPoint.of(file);
  }

  /** A program's memory: an address, and a size of which not more than 2 GiB count. */
  UserBuffer buffer(int address, int size) throws KernelError {
    int count = argument(size);
    if (count < 0) {
      throw Errno.EINVAL.error();
    }
    UserMemory.requireUserRange(argument(address), count);
    return new UserBuffer(memory(), argument(address), count);
  }

  /** Looking at the pages of so many bytes takes time. */
  void lookedAt(long bytes) {
    copied(bytes >>> 6);
  }

  /** Copying takes time. */
  void copied(long bytes) {
    time().charge(Cost.COPY_64_BYTES, (int) (bytes >>> 6));
  }

  // Paths.

  /** Where a relative path begins: at the working directory, or a directory that is open. */
  Path start(int descriptor, String path) throws KernelError {
    if (path.startsWith("/")) {
      return task.place().root();
    }
    if (descriptor == AT_WORKING_DIRECTORY) {
      return task.place().working();
    }
    Path open = task.files().get(descriptor).path();
    if (!open.isDirectory() && !path.isEmpty()) {
      throw Errno.ENOTDIR.error();
    }
    return open;
  }

  PathWalk.Found find(int descriptor, String path, boolean follow) throws KernelError {
    Path start = path.isEmpty() ? task.place().working() : start(descriptor, path);
    found =
        new PathWalk(parts.mounts(), time(), caller, task.place().root()).find(start, path, follow);
    return found;
  }

  /** Where something is to be made. ENOENT for a name with slashes behind it, but a directory's. */
  PathWalk.Found findNew(int descriptor, String path, boolean directory) throws KernelError {
    Path start = path.isEmpty() ? task.place().working() : start(descriptor, path);
    found = new PathWalk(parts.mounts(), time(), caller, task.place().root()).findNew(start, path);
    if (!directory && found.target().isEmpty() && found.endsInSlash()) {
      throw Errno.ENOENT.error();
    }
    return found;
  }

  // Waiting.

  /** Whether the time is up that the call has set itself. */
  boolean isTimeUp() {
    return time().ticks() >= pending().deadline;
  }

  /** The call ends so many nanoseconds from now, unless it has begun before. */
  void endAfter(long nanos) {
    if (pending().deadline == PendingCall.NEVER) {
      long ticks = (nanos + KernelTime.NANOS_PER_TICK - 1) / KernelTime.NANOS_PER_TICK;
      pending().deadline = time().ticks() + ticks;
    }
  }

  /**
   * Waits for what was asked for, the deadline, or a signal.
   *
   * @param interrupted the result when a signal is there
   */
  long await(int interrupted) {
    if (task.hasSignal()) {
      task.leaveQueues();
      return interrupted;
    }
    parts.scheduler().sleep(pending().deadline);
    pending().waits();
    return BLOCKED;
  }

  /** One more than the highest descriptor. */
  int descriptorLimit() {
    return (int) Math.min(task.process().limits().soft(Limits.FILES), 1 << 20);
  }
}
