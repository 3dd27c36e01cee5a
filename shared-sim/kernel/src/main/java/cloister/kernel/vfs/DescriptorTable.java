package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;

/** The descriptors of a task, or of several that share them; Linux's files_struct. */
public final class DescriptorTable extends KernelObject {
  private FileDescription[] files = new FileDescription[16];
  private boolean[] closedOnExecute = new boolean[16];
  private int users = 1;

  /** Who has the lock that it waits for (F_SETLKW); null while it waits for none. */
  private KernelObject awaited;

  public DescriptorTable(int id) {
    super(id);
  }

  public DescriptorTable copy(int id) {
    DescriptorTable copy = new DescriptorTable(id);
    copy.files = files.clone();
    copy.closedOnExecute = closedOnExecute.clone();
    for (FileDescription file : files) {
      if (file != null) {
        file.share();
      }
    }
    return copy;
  }

  KernelObject awaitedLockOf() {
    return awaited;
  }

  void awaitLockOf(KernelObject owner) {
    awaited = owner;
  }

  public void share() {
    users++;
  }

  public void leave() {
    if (--users == 0) {
      for (int i = 0; i < files.length; i++) {
        drop(i);
      }
    }
  }

  public int users() {
    return users;
  }

  /** One more than the highest descriptor there is room for at present. */
  public int room() {
    return files.length;
  }

  public boolean isOpen(int descriptor) {
    return descriptor >= 0 && descriptor < files.length && files[descriptor] != null;
  }

  /** What an open descriptor leads to. */
  public FileDescription opened(int descriptor) {
    return files[descriptor];
  }

  /** EBADF where the descriptor leads nowhere. */
  public FileDescription get(int descriptor) throws KernelError {
    if (!isOpen(descriptor)) {
      throw Errno.EBADF.error();
    }
    return files[descriptor];
  }

  /**
   * Takes the lowest free descriptor from {@code lowest} on.
   *
   * @param limit one more than the highest (RLIMIT_NOFILE)
   */
  public int add(FileDescription file, int lowest, int limit, boolean closeOnExecute)
      throws KernelError {
    int descriptor = lowest;
    while (isOpen(descriptor)) {
      descriptor++;
    }
    if (descriptor >= limit) {
      throw Errno.EMFILE.error();
    }
    put(descriptor, file, closeOnExecute);
    return descriptor;
  }

  /** EMFILE where no descriptor below the limit is free. */
  public void requireRoom(int limit) throws KernelError {
    for (int descriptor = 0; descriptor < limit; descriptor++) {
      if (!isOpen(descriptor)) {
        return;
      }
    }
    throw Errno.EMFILE.error();
  }

  /** Makes a descriptor lead to a file, and closes what it led to before. */
  public void put(int descriptor, FileDescription file, boolean closeOnExecute) {
    if (descriptor >= files.length) {
      int size = Math.max(descriptor + 1, 2 * files.length);
      files = Arrays.copyOf(files, size);
      closedOnExecute = Arrays.copyOf(closedOnExecute, size);
    }
    file.share();
    drop(descriptor);
    files[descriptor] = file;
    closedOnExecute[descriptor] = closeOnExecute;
  }

  public void close(int descriptor) throws KernelError {
    get(descriptor);
    drop(descriptor);
  }

  private void drop(int descriptor) {
    FileDescription file = files[descriptor];
    if (file != null) {
      files[descriptor] = null;
      if (!file.is(OpenFlags.PATH)) {
        file.inode().releaseLocks(this);
        file.operations().flushed(this);
      }
      file.release();
    }
  }

  public boolean closesOnExecute(int descriptor) {
    return closedOnExecute[descriptor];
  }

  public void setCloseOnExecute(int descriptor, boolean close) {
    closedOnExecute[descriptor] = close;
  }

  /** A program is started: what it shall not have is closed. */
  public void execute() {
    for (int i = 0; i < files.length; i++) {
      if (closedOnExecute[i]) {
        drop(i);
      }
    }
  }

  @Override
  public Kind kind() {
    return Kind.DESCRIPTOR_TABLE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(users);
    out.pointer(awaited);
    out.pointers(Arrays.asList(files));
    for (boolean close : closedOnExecute) {
      out.flag(close);
    }
  }

  @Override
  public void load(ObjectReader in) {
    users = in.number();
    awaited = in.pointer();
    files = in.<FileDescription>pointers().toArray(new FileDescription[0]);
    closedOnExecute = new boolean[files.length];
    for (int i = 0; i < files.length; i++) {
      closedOnExecute[i] = in.flag();
    }
  }
}
