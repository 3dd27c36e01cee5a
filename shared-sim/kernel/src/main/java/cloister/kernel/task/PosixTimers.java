package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.signal.SignalInfo;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The timers of a process, by their numbers; a child has none of them, nor a new program. */
public final class PosixTimers {
  private final TreeMap<Integer, PosixTimer> all = new TreeMap<>();
  private int next;

  public int count() {
    return all.size();
  }

  /** A number that none has had. */
  public int nextNumber() {
    return next++ & Integer.MAX_VALUE;
  }

  public void add(PosixTimer timer) {
    all.put(timer.number(), timer);
  }

  public Optional<PosixTimer> get(int number) {
    return Optional.ofNullable(all.get(number));
  }

  /** A signal is taken: the timer whose own it was goes on, and says what it stands for. */
  SignalInfo taken(SignalInfo info) {
    PosixTimer timer = info.turn() == 0 ? null : all.get(info.sender());
    return timer == null ? info : timer.taken(info);
  }

  public void remove(PosixTimer timer) {
    timer.end();
    all.remove(timer.number());
  }

  /** All end. */
  void clear() {
    List.copyOf(all.values()).forEach(this::remove);
  }

  void save(ObjectWriter out) {
    out.number(next);
    out.numbers(all.keySet().stream().mapToInt(Integer::intValue).toArray());
    out.pointers(List.copyOf(all.values()));
  }

  void load(ObjectReader in) {
    next = in.number();
    int[] numbers = in.numbers();
    List<PosixTimer> timers = in.pointers();
    all.clear();
    for (int i = 0; i < numbers.length; i++) {
      all.put(numbers[i], timers.get(i));
    }
  }
}
