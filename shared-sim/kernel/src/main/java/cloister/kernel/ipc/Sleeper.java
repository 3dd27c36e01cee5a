package cloister.kernel.ipc;

import cloister.kernel.abi.Errno;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import java.util.Optional;

/**
 * A task that waits at a set of semaphores or a queue. Whoever changes that does for it what it
 * waits for, and wakes it with the answer.
 */
public abstract class Sleeper {
  private final Waiter who;
  private final IpcObject at;
  private boolean done;

  /** Null for none. */
  private Errno error;

  Sleeper(Waiter who, IpcObject at) {
    this.who = who;
    this.at = at;
  }

  final Waiter who() {
    return who;
  }

  final IpcObject at() {
    return at;
  }

  /** Whether it has its answer. */
  public final boolean isDone() {
    return done;
  }

  /** Why what it waited for will not be. */
  public final Optional<Errno> error() {
    return Optional.ofNullable(error);
  }

  /** It goes on. */
  final void answer(Errno why) {
    done = true;
    error = why;
    who.wake();
  }

  /** It is not there any more to take what it has got. */
  void lost() {}

  abstract boolean isReceiver();

  abstract void saveWish(ObjectWriter out);

  final void save(ObjectWriter out) {
    out.flag(isReceiver());
    out.pointer(who);
    out.pointer(at);
    out.flag(done);
    out.number(error == null ? -1 : error.ordinal());
    saveWish(out);
  }

  static Sleeper load(ObjectReader in) {
    boolean receives = in.flag();
    Waiter who = in.pointer();
    IpcObject at = in.pointer();
    boolean done = in.flag();
    int error = in.number();
    Sleeper loaded =
        receives
            ? Receiver.load(who, (MessageQueue) at, in)
            : new SemaphoreSleeper(who, (SemaphoreSet) at, SemaphoreOperations.load(in));
    loaded.done = done;
    loaded.error = error < 0 ? null : Errno.values()[error];
    return loaded;
  }
}
