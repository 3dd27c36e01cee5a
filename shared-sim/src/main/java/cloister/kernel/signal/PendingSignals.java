package cloister.kernel.signal;

import cloister.kernel.abi.Signal;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signals that wait to be delivered: of each ordinary one at most one, of real-time ones all. */
public final class PendingSignals {
  private static final long SYNCHRONOUS =
      Signal.bit(Signal.SIGSEGV)
          | Signal.bit(Signal.SIGBUS)
          | Signal.bit(Signal.SIGILL)
          | Signal.bit(Signal.SIGTRAP)
          | Signal.bit(Signal.SIGFPE)
          | Signal.bit(Signal.SIGSYS);

  private static final int MOST = 8192;

  private final List<SignalInfo> queue = new ArrayList<>();
  private long set;

  /** The set of those that wait, a bit each. */
  public long set() {
    return set;
  }

  /** How many wait. */
  public int count() {
    return queue.size();
  }

  /** One that waits already is not kept once more, but for real-time signals, of which many are. */
  public void add(SignalInfo info) {
    long bit = Signal.bit(info.signal());
    boolean queues = info.signal() >= Signal.FIRST_REAL_TIME && queue.size() < MOST;
    if (queues || (set & bit) == 0) {
      queue.add(info);
      set |= bit;
    }
  }

  /** Takes the next that is in a set: faults first, then the lowest number. */
  public Optional<SignalInfo> take(long allowed) {
    long candidates = set & allowed;
    if (candidates == 0) {
      return Optional.empty();
    }
    long first = (candidates & SYNCHRONOUS) != 0 ? candidates & SYNCHRONOUS : candidates;
    int signal = Long.numberOfTrailingZeros(first) + 1;
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i).signal() == signal) {
        SignalInfo info = queue.remove(i);
        gather();
        return Optional.of(info);
      }
    }
    throw new IllegalStateException("signal " + signal + " is in the set and not in the queue");
  }

  /** One that waits and is from there; null where there is none. */
  public SignalInfo find(int signal, int code, int sender) {
    for (SignalInfo info : queue) {
      if (info.signal() == signal && info.code() == code && info.sender() == sender) {
        return info;
      }
    }
    return null;
  }

  /** Tells of more than it told of before. */
  public void replace(SignalInfo before, SignalInfo after) {
    queue.set(queue.indexOf(before), after);
  }

  /** Forgets those of a set. */
  public void drop(long signals) {
    queue.removeIf(info -> (Signal.bit(info.signal()) & signals) != 0);
    gather();
  }

  private void gather() {
    set = 0;
    for (SignalInfo info : queue) {
      set |= Signal.bit(info.signal());
    }
  }

  public void save(ObjectWriter out) {
    out.number(queue.size());
    queue.forEach(info -> info.save(out));
  }

  public void load(ObjectReader in) {
    queue.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      queue.add(SignalInfo.load(in));
    }
    gather();
  }
}
