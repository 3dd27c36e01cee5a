package cloister.kernel.object;

import java.util.ArrayList;
import java.util.List;

/** Who waits for something that may happen, in the order in which they came. */
public final class WaitQueue {
  private final List<Waiter> waiters = new ArrayList<>();

  public void add(Waiter waiter) {
    if (!waiters.contains(waiter)) {
      waiters.add(waiter);
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
    if (!waiters.isEmpty()) {
      List.copyOf(waiters).forEach(Waiter::wake);
    }
  }

  public void save(ObjectWriter out) {
    out.pointers(waiters);
  }

  public void load(ObjectReader in) {
    List<Waiter> saved = in.pointers();
    saved.forEach(this::add);
  }
}
