package cloister.kernel.signal;

import cloister.kernel.abi.Signal;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signals that wait to be delivered: of each ordinary one at most one, of real-time ones all, and
 * beside them one of each timer.
 */
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
  private int counted;

  /** The set of those that wait, a bit each. */
  public long set() {
    return set;
  }

  /** How many wait that count for their user (RLIMIT_SIGPENDING): all but timers' own. */
  public int counted() {
    return counted;
  }

  /** One that waits already is not kept once more, but for real-time signals, of which many are. */
  public void add(SignalInfo info) {
    long bit = Signal.bit(info.signal());
    boolean queues = info.signal() >= Signal.FIRST_REAL_TIME && queue.size() < MOST;
    if (queues || (set & bit) == 0) {
      queue.add(info);
      set |= bit;
      counted++;
    }
  }

  /**
   * A timer's own is kept whatever else waits; where the one from before still waits, that stands
   * for this one, too.
   *
   * @return whether it is new
   */
  public boolean addOfTimer(SignalInfo info) {
    int at = indexOfTimer(info.signal(), info.sender());
    if (at >= 0) {
      queue.set(at, queue.get(at).at(info.turn(), queue.get(at).user() + 1));
      return false;
    }
    queue.add(info);
    set |= Signal.bit(info.signal());
    return true;
  }

  private int indexOfTimer(int signal, int timer) {
    for (int i = 0; i < queue.size(); i++) {
      SignalInfo info = queue.get(i);
      if (info.turn() != 0 && info.signal() == signal && info.sender() == timer) {
        return i;
      }
    }
    return -1;
  }

  /** A timer is gone: what waits of it counts as others do. */
  public void forsake(int signal, int timer) {
    int at = indexOfTimer(signal, timer);
    if (at >= 0) {
      queue.set(at, queue.get(at).at(0, queue.get(at).user()));
      counted++;
    }
  }

  /** Forgets what timers told of. */
  public void dropTimers() {
    queue.removeIf(info -> info.code() == SignalInfo.FROM_TIMER);
    gather();
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

  /** Forgets those of a set. */
  public void drop(long signals) {
    queue.removeIf(info -> (Signal.bit(info.signal()) & signals) != 0);
    gather();
  }

  private void gather() {
    set = 0;
    counted = 0;
    for (SignalInfo info : queue) {
      set |= Signal.bit(info.signal());
      counted += info.turn() == 0 ? 1 : 0;
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
