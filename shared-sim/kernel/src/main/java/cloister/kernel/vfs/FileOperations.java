package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Waiter;

/** What can be done with a file once it is open; Linux's file_operations. */
public abstract class FileOperations extends KernelObject {
  /** Instead of a count: nothing can be read or written now. */
  public static final int WOULD_BLOCK = -1;

  protected FileOperations(int id) {
    super(id);
  }

  /**
   * Reads from the description's position and moves it.
   *
   * @return bytes, 0 at the end of the file, or {@link #WOULD_BLOCK}
   */
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    throw Errno.EINVAL.error();
  }

  /**
   * @return bytes, or {@link #WOULD_BLOCK}
   */
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    throw Errno.EINVAL.error();
  }

  /** Which of the bits of {@link Poll} hold now. */
  public int ready(FileDescription file) {
    return Poll.IN | Poll.OUT;
  }

  /** Waits for a change of that; files that are always ready have nothing to wait for. */
  public void await(Waiter waiter) {}

  /** The same for who stays and asks what has happened (epoll(7)): of this file alone. */
  public void watch(Waiter waiter) {
    await(waiter);
  }

  /** Whether it says when it is ready; only such files can be in an epoll(7). */
  public boolean isPollable() {
    return false;
  }

  /** ioctl(2). */
  public int control(FileDescription file, int request, int argument, Caller caller)
      throws KernelError {
    throw Errno.ENOTTY.error();
  }

  /** One of the descriptors of a table is gone. */
  public void flushed(DescriptorTable table) {}

  /** The last descriptor for it is gone. */
  public void closed(FileDescription file) {}

  /** The number of the device that it is, as stat(2) has it; 0 where it is none. */
  public int device() {
    return 0;
  }

  /** Whether it has positions. */
  public boolean isSeekable() {
    return false;
  }

  /** Whether sendfile(2) takes from it; other files that have positions are EINVAL there. */
  public boolean isSent() {
    return true;
  }

  /** What mmap(2) maps. */
  public PageCache pages() throws KernelError {
    throw Errno.ENODEV.error();
  }
}
