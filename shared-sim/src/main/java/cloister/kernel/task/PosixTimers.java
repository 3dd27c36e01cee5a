package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The timers of a process, by their numbers; a child has none of them, nor a new program. */
public final class PosixTimers {
  private final List<PosixTimer> all = new ArrayList<>();
  private int next;

  public int count() {
    return all.size();
  }

  /** A number that none has had. */
  public int nextNumber() {
    return next++ & Integer.MAX_VALUE;
  }

  public void add(PosixTimer timer) {
    all.add(timer);
  }

  public Optional<PosixTimer> get(int number) {
    for (PosixTimer timer : all) {
      if (timer.number() == number) {
        return Optional.of(timer);
      }
    }
    return Optional.empty();
  }

  public void remove(PosixTimer timer) {
    timer.set(PendingCall.NEVER, 0);
    all.remove(timer);
  }

  /** All end. */
  void clear() {
    List.copyOf(all).forEach(this::remove);
  }

  void save(ObjectWriter out) {
    out.number(next);
    out.pointers(all);
  }

  void load(ObjectReader in) {
    next = in.number();
    all.addAll(in.<PosixTimer>pointers());
  }
}
