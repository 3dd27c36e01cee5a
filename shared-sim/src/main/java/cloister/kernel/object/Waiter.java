package cloister.kernel.object;

import java.util.ArrayList;
import java.util.List;

/** Who can wait in queues; that it does is saved with the queues. */
public abstract class Waiter extends KernelObject {
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
    leaveQueues();
    goOn();
  }

  public final void leaveQueues() {
    queues.forEach(queue -> queue.remove(this));
    queues.clear();
  }

  /** It need not wait any more. */
  protected abstract void goOn();
}
