package cloister.kernel.object;

import java.util.ArrayList;
import java.util.List;

/** Who waits for something that may happen, in the order in which they came. */
public final class WaitQueue {
  private final List<Waiter> waiters = new ArrayList<>();

  /** Who stays hears of it before those who have come before, as in Linux's queues. */
  public void add(Waiter waiter) {
    if (!waiters.contains(waiter)) {
      boolean first = waiter.staysInQueues() && !waiter.isExclusive();
      waiters.add(first ? 0 : waiters.size(), waiter);
      waiter.waitingOn().add(this);
    }
  }

  void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  public boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** It happened: all look again. */
  public void wakeAll() {
    wakeAll(Waiter.ANYTHING);
  }

  /**
   * The same, for those that ask what has happened. Of the exclusive ones no more hear of it than
   * until one takes it (EPOLLEXCLUSIVE).
   *
   * @param news bits of poll(2), or {@link Waiter#ANYTHING}
   */
  public void wakeAll(int news) {
    if (waiters.isEmpty()) {
      return;
    }
    boolean taken = false;
    List<Waiter> all = List.copyOf(waiters);
    for (Waiter waiter : all) {
      if (!waiter.isExclusive()) {
        waiter.wake(news);
      }
    }
    for (Waiter waiter : all) {
      if (waiter.isExclusive() && !taken) {
        taken = waiter.wake(news);
      }
    }
  }

  public void save(ObjectWriter out) {
    out.pointers(waiters);
  }

  public void load(ObjectReader in) {
    List<Waiter> saved = in.pointers();
    for (int i = saved.size() - 1; i >= 0; i--) {
      Waiter waiter = saved.get(i);
      waiters.addFirst(waiter);
      waiter.waitingOn().add(this);
    }
  }
}
