package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Poll;

/** A counter that programs add to and take from (eventfd(2)), an unsigned number of 64 bits. */
public final class EventCounter extends FileOperations {
  private static final long MOST = -2;

  private final WaitQueue changed = new WaitQueue();
  private long count;

  /** Whoever reads takes one (EFD_SEMAPHORE), and not all. */
  private boolean byOne;

  public EventCounter(int id) {
    super(id);
  }

  public EventCounter begin(int initial, boolean semaphore) {
    count = initial & 0xffff_ffffL;
    byOne = semaphore;
    return this;
  }

  public long count() {
    return count;
  }

  public boolean isSemaphore() {
    return byOne;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() < Long.BYTES) {
      throw Errno.EINVAL.error();
    }
    if (count == 0) {
      return WOULD_BLOCK;
    }
    long taken = byOne ? 1 : count;
    count -= taken;
    changed.wakeAll(Poll.OUT);
    to.put(Words.bytes(taken), 0, Long.BYTES);
    return Long.BYTES;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (from.left() != Long.BYTES) {
      throw Errno.EINVAL.error();
    }
    byte[] bytes = new byte[Long.BYTES];
    from.get(bytes, 0, bytes.length);
    long added = Words.of(bytes);
    if (added == -1) {
      throw Errno.EINVAL.error();
    }
    if (Long.compareUnsigned(MOST - count, added) < 0) {
      return WOULD_BLOCK;
    }
    count += added;
    changed.wakeAll(Poll.IN);
    return Long.BYTES;
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    return (count != 0 ? Poll.IN : 0) | (Long.compareUnsigned(count, MOST) < 0 ? Poll.OUT : 0);
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public Kind kind() {
    return Kind.EVENT_COUNTER;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(count);
    out.flag(byOne);
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    count = in.longNumber();
    byOne = in.flag();
    changed.load(in);
  }
}
