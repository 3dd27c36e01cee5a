package cloister.kernel.object;

import java.util.ArrayList;
import java.util.List;

/** Who can wait in queues; that it does is saved with the queues. */
public abstract class Waiter extends KernelObject {
  /** Whatever may have happened. */
  public static final int ANYTHING = -1;

  private final List<WaitQueue> queues = new ArrayList<>();

  protected Waiter(int id) {
    super(id);
  }

  List<WaitQueue> waitingOn() {
    return queues;
  }

  public final boolean isWaiting() {
    return !queues.isEmpty();
  }

  /** Leaves all queues and goes on. */
  public final void wake() {
    wake(ANYTHING);
  }

  /**
   * @param news bits of poll(2), or {@link #ANYTHING}
   * @return whether it was for this one
   */
  final boolean wake(int news) {
    if (!staysInQueues()) {
      leaveQueues();
    }
    return hear(news);
  }

  /** Something has happened. */
  protected boolean hear(int news) {
    goOn();
    return true;
  }

  /** Whether it hears of everything, and not of one thing only. */
  protected boolean staysInQueues() {
    return false;
  }

  /** Whether others need not hear of what it has heard of. */
  protected boolean isExclusive() {
    return false;
  }

  public final void leaveQueues() {
    queues.forEach(queue -> queue.remove(this));
    queues.clear();
  }

  /** It need not wait any more. */
  protected abstract void goOn();
}
