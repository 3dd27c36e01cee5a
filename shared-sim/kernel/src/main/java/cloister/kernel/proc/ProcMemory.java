package cloister.kernel.proc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.RemoteMemory;
import cloister.kernel.mm.StartBlock;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskTable;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import java.util.Optional;

/**
 * A process's memory, its environment or its auxiliary vector, once the file is open (proc_pid_mem
 * (5), proc_pid_environ(5), proc_pid_auxv(5)). What was opened stays what it was: behind a new
 * program or the end of the process there is nothing more in it.
 */
public final class ProcMemory extends FileOperations {
  /** Which bytes of the memory it shows. */
  enum Part {
    ALL,
    ENVIRONMENT,
    AUXILIARY
  }

  private final Frames frames;
  private final TaskTable tasks;
  private Part part = Part.ALL;

  /** Null of a process that has no memory. */
  private AddressSpace space;

  public ProcMemory(int id, ProcContext context) {
    super(id);
    frames = context.frames();
    tasks = context.tasks();
  }

  ProcMemory of(AddressSpace whose, Part shown) {
    space = whose;
    part = shown;
    return this;
  }

  private boolean isGone() {
    return space == null || space.users() == 0;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (isGone()) {
      return 0;
    }
    return switch (part) {
      case ALL -> read(file, to, 0, 1L << Integer.SIZE);
      case ENVIRONMENT -> {
        StartBlock start = space.start();
        yield read(file, to, start.environment(), start.environmentEnd() & 0xffff_ffffL);
      }
      case AUXILIARY -> auxiliary(file, to);
    };
  }

  /**
   * @param base the address that position 0 is
   * @param end the address behind the last byte
   */
  private int read(FileDescription file, UserBuffer to, int base, long end) throws KernelError {
    RemoteMemory memory = memory();
    byte[] chunk = new byte[Frames.SIZE];
    int done = 0;
    try {
      while (to.left() > 0) {
        long address = (base & 0xffff_ffffL) + file.position();
        int most = chunk(address, Math.min(to.left(), end - address));
        if (most <= 0) {
          break;
        }
        memory.read((int) address, chunk, 0, most);
        to.put(chunk, 0, most);
        done += most;
        file.setPosition(file.position() + most);
      }
    } catch (KernelError refused) {
      if (done == 0) {
        throw refused;
      }
    }
    return done;
  }

  private RemoteMemory memory() {
    Optional<Task> owner = tasks.livingIn(space);
    return new RemoteMemory(frames, space, owner.map(task -> task.group().memory()).orElse(null));
  }

  /** As many bytes as are left of a page. */
  private static int chunk(long address, long left) {
    return (int) Math.min(left, Frames.SIZE - (address & Frames.SIZE - 1));
  }

  private int auxiliary(FileDescription file, UserBuffer to) throws KernelError {
    int[] vector = space.start().auxiliary();
    byte[] bytes = new byte[Integer.BYTES * vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (vector[i / Integer.BYTES] >>> Byte.SIZE * (i % Integer.BYTES));
    }
    int from = (int) Math.min(file.position(), bytes.length);
    int count = Math.min(to.left(), bytes.length - from);
    to.put(bytes, from, count);
    file.setPosition(from + count);
    return count;
  }

  /** Only the memory as a whole can be written; EIO where nothing is. */
  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (part != Part.ALL) {
      throw Errno.EINVAL.error();
    }
    if (isGone()) {
      return 0;
    }
    RemoteMemory memory = memory();
    byte[] chunk = new byte[Frames.SIZE];
    int done = 0;
    try {
      while (from.left() > 0) {
        long address = file.position();
        int most = chunk(address, Math.min(from.left(), (1L << Integer.SIZE) - address));
        if (most <= 0) {
          throw Errno.EIO.error();
        }
        from.get(chunk, 0, most);
        memory.write((int) address, chunk, 0, most);
        done += most;
        file.setPosition(address + most);
      }
    } catch (KernelError refused) {
      if (done == 0) {
        throw refused;
      }
    }
    return done;
  }

  @Override
  public boolean isSent() {
    return false;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.PROC_MEMORY;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(part.ordinal());
    out.pointer(space);
  }

  @Override
  public void load(ObjectReader in) {
    part = Part.values()[in.number()];
    space = in.pointer();
  }
}
