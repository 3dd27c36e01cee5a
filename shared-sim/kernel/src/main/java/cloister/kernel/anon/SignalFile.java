package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Poll;
import java.util.Optional;

/** Signals of whoever reads it, instead of handlers (signalfd(2)). */
public final class SignalFile extends FileOperations {
  /** A struct signalfd_siginfo. */
  private static final int INFO_BYTES = 128;

  private static final int FROM_QUEUE = -1;

  private final Scheduler scheduler;
  private long set;

  public SignalFile(int id, Scheduler scheduler) {
    super(id);
    this.scheduler = scheduler;
  }

  /** Which signals are read; SIGKILL and SIGSTOP never are. */
  public void choose(long signals) {
    set = signals & ~Signal.bit(Signal.SIGKILL) & ~Signal.bit(Signal.SIGSTOP);
  }

  public long set() {
    return set;
  }

  private Task reader() {
    return scheduler.current().orElseThrow(IllegalStateException::new);
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (to.left() < INFO_BYTES) {
      throw Errno.EINVAL.error();
    }
    int done = 0;
    while (to.left() >= INFO_BYTES) {
      Optional<SignalInfo> next = take();
      if (next.isEmpty()) {
        return done == 0 ? WOULD_BLOCK : done;
      }
      to.put(bytes(next.get()), 0, INFO_BYTES);
      done += INFO_BYTES;
    }
    return done;
  }

  private Optional<SignalInfo> take() {
    return reader().takeSignal(set);
  }

  private static byte[] bytes(SignalInfo info) {
    byte[] bytes = new byte[INFO_BYTES];
    Words.put(bytes, 0, info.signal(), 4);
    Words.put(bytes, 8, info.code(), 4);
    boolean told = info.code() <= 0;
    boolean child = info.signal() == Signal.SIGCHLD && info.code() > 0;
    if (told || child) {
      Words.put(bytes, 12, info.sender(), 4);
      Words.put(bytes, 16, info.user(), 4);
    }
    if (child) {
      Words.put(bytes, 40, info.value(), 4);
    } else if (info.code() == FROM_QUEUE) {
      Words.put(bytes, 44, info.value(), 4);
      Words.put(bytes, 48, info.value() & 0xffff_ffffL, 8);
    }
    return bytes;
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    long waiting = reader().pending().set() | reader().process().pending().set();
    return (waiting & set) != 0 ? Poll.IN : 0;
  }

  @Override
  public void await(Waiter waiter) {
    reader().handlers().arrived().add(waiter);
  }

  @Override
  public Kind kind() {
    return Kind.SIGNAL_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(set);
  }

  @Override
  public void load(ObjectReader in) {
    set = in.longNumber();
  }
}
