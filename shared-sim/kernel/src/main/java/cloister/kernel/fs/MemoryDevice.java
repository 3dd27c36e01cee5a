package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;

/** The devices null, zero, full and random (null(4), full(4), random(4)). */
public final class MemoryDevice extends FileOperations {
  /** Which one it is. */
  public enum Type {
    NULL,
    ZERO,
    FULL,
    RANDOM
  }

  private static final int CHUNK = 256;

  /** One call answers with no more, so that the machine can be stopped between two. */
  private static final int MOST_AT_ONCE = 1 << 20;

  private final RandomBytes random;
  private Type type = Type.NULL;

  public MemoryDevice(int id, RandomBytes random) {
    super(id);
    this.random = random;
  }

  public MemoryDevice of(Type what) {
    type = what;
    return this;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (type == Type.NULL) {
      return 0;
    }
    byte[] bytes = new byte[CHUNK];
    int done = 0;
    while (to.left() > 0 && done < MOST_AT_ONCE) {
      int count = Math.min(CHUNK, to.left());
      if (type == Type.RANDOM) {
        random.fill(bytes, count);
      }
      to.put(bytes, 0, count);
      done += count;
    }
    return done;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (type == Type.FULL) {
      throw Errno.ENOSPC.error();
    }
    int count = from.left();
    from.skip(count);
    return count;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.DEVICE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(type.ordinal());
  }

  @Override
  public void load(ObjectReader in) {
    type = Type.values()[in.number()];
  }
}
