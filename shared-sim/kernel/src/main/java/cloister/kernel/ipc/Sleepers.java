package cloister.kernel.ipc;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks that wait at objects of a namespace, the longest first. */
public final class Sleepers {
  private final List<Sleeper> all = new ArrayList<>();

  void add(Sleeper sleeper) {
    all.add(sleeper);
  }

  /** That of a task, with its answer if it has one. */
  public Optional<Sleeper> of(Waiter who) {
    return all.stream().filter(one -> one.who() == who).findFirst();
  }

  /** A task has its answer, or waits no more. */
  public void remove(Sleeper sleeper) {
    all.remove(sleeper);
  }

  /** A task ends. */
  public void forget(Waiter who) {
    of(who)
        .ifPresent(
            sleeper -> {
              sleeper.lost();
              all.remove(sleeper);
            });
  }

  /** Those that wait at a set without an answer. */
  List<SemaphoreSleeper> at(SemaphoreSet set) {
    List<SemaphoreSleeper> found = new ArrayList<>();
    for (Sleeper one : all) {
      if (one instanceof SemaphoreSleeper sleeper && one.at() == set && !one.isDone()) {
        found.add(sleeper);
      }
    }
    return found;
  }

  /** Those that wait at a queue without an answer. */
  List<Receiver> at(MessageQueue queue) {
    List<Receiver> found = new ArrayList<>();
    for (Sleeper one : all) {
      if (one instanceof Receiver receiver && one.at() == queue && !one.isDone()) {
        found.add(receiver);
      }
    }
    return found;
  }

  void save(ObjectWriter out) {
    out.number(all.size());
    all.forEach(one -> one.save(out));
  }

  void load(ObjectReader in) {
    int count = in.number();
    for (int i = 0; i < count; i++) {
      all.add(Sleeper.load(in));
    }
  }
}
