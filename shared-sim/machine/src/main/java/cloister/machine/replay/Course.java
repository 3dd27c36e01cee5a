package cloister.machine.replay;

import cloister.bus.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to replay a run: checkpoints at some steps, and what was done from outside.
 *
 * <p>Checkpoints stand densest behind the last one that was added: going back by d steps replays at
 * most an interval, or d / {@link #DENSITY} when that is more. All of them together take at most a
 * given number of bytes; when it is more, those that are missed least go first.
 *
 * @param <C> what can be done from outside
 */
public final class Course<C extends Change> {
  /** The shortest interval between checkpoints of a run that goes forward. */
  public static final int FIRST_INTERVAL = 2048;

  static final int DENSITY = 32;

  /** States of more than one such unit are kept less often, so that keeping does not take over. */
  private static final int LARGE_BITS = 20;

  /** Bits behind the point of what is compared when something has to go. */
  private static final int FRACTION = 16;

  /** The share of a run that an interval may be. */
  private static final int INTERVALS = 64;

  private final int longestInterval;
  private final long maxBytes;
  private final List<Checkpoint> checkpoints = new ArrayList<>();

  /** For each checkpoint, how many pages it does not share with the one before. */
  private final List<Integer> own = new ArrayList<>();

  private final List<C> changes = new ArrayList<>();
  private long bytes;

  /**
   * @param longestInterval steps from one checkpoint to the next while a run goes forward, however
   *     long it has become
   * @param maxBytes of all checkpoints together
   */
  public Course(int longestInterval, long maxBytes) {
    this.longestInterval = longestInterval;
    this.maxBytes = maxBytes;
  }

  /** Forgets everything; the run begins in this state. */
  void begin(Checkpoint start) {
    checkpoints.clear();
    own.clear();
    changes.clear();
    checkpoints.add(start);
    own.add(start.pages().notIn(null));
    bytes = size(0);
  }

  int count() {
    return checkpoints.size();
  }

  /** What all checkpoints take, apart from what they share. */
  long bytes() {
    return bytes;
  }

  Checkpoint checkpoint(int index) {
    return checkpoints.get(index);
  }

  private Checkpoint last() {
    return checkpoints.getLast();
  }

  /** Index of the latest checkpoint that is not after the step. */
  int indexBefore(long step) {
    int index = checkpoints.size() - 1;
    while (index > 0 && checkpoints.get(index).step() > step) {
      index--;
    }
    return index;
  }

  /** The step at which the next checkpoint is due. */
  public long due() {
    long step = last().step();
    return step + (long) interval(step) * Math.max(1, last().state().length >>> LARGE_BITS);
  }

  /** How far apart checkpoints of a run of this length stand where they are densest. */
  int interval(long length) {
    return Math.clamp(length / INTERVALS, FIRST_INTERVAL, longestInterval);
  }

  /** Adds a checkpoint at a step that has none. */
  void add(Checkpoint checkpoint) {
    int index = indexBefore(checkpoint.step()) + 1;
    checkpoints.add(index, checkpoint);
    own.add(index, 0);
    bytes += checkpoint.state().length;
    count(index);
    count(index + 1);
    thin(checkpoint.step());
  }

  /** Notes again what a checkpoint does not share with the one before. */
  private void count(int index) {
    if (index < checkpoints.size()) {
      int pages = checkpoints.get(index).pages().notIn(checkpoints.get(index - 1).pages());
      bytes += (long) (pages - own.get(index)) * Memory.PAGE_SIZE;
      own.set(index, pages);
    }
  }

  private long size(int index) {
    return checkpoints.get(index).state().length + (long) own.get(index) * Memory.PAGE_SIZE;
  }

  private void remove(int index) {
    bytes -= size(index);
    checkpoints.remove(index);
    own.remove(index);
    count(index);
  }

  private void thin(long present) {
    for (int i = checkpoints.size() - 2; i > 0; i--) {
      if (gapWithout(i) <= distance(i, present) / DENSITY) {
        remove(i);
      }
    }
    while (bytes > maxBytes && checkpoints.size() > 2) {
      remove(leastMissed(present));
    }
  }

  private long gapWithout(int index) {
    return checkpoints.get(index + 1).step() - checkpoints.get(index - 1).step();
  }

  /** From the present to the end of the gap that a checkpoint would leave. */
  private long distance(int index, long present) {
    long ahead = checkpoints.get(index - 1).step() - present;
    return Math.max(ahead, present - checkpoints.get(index + 1).step());
  }

  private int leastMissed(long present) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int i = 1; i < checkpoints.size() - 1; i++) {
      long far = interval(present) + Math.max(0, distance(i, present));
      long missed = (gapWithout(i) << FRACTION) / far;
      if (missed < least) {
        best = i;
        least = missed;
      }
    }
    return best;
  }

  /** What was done right after a step, in order. */
  public List<C> changesAt(long step) {
    return changesFrom(step, step);
  }

  /** What was done from one step to another, both included. */
  public List<C> changesFrom(long first, long last) {
    return new ArrayList<>(changes.subList(indexOf(first), indexOf(last + 1)));
  }

  /**
   * The first step after {@code step} at which something was done; the largest when there is none.
   */
  public long nextChange(long step) {
    int index = indexOf(step + 1);
    return index < changes.size() ? changes.get(index).step() : Long.MAX_VALUE;
  }

  /** Index of the first change that is not before the step. */
  private int indexOf(long step) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).step() < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds what is done at a step that is not before any other. */
  public void add(C change) {
    changes.add(change);
  }

  /** Forgets what was added last; what takes its place leads to the same without it. */
  public void takeBack() {
    changes.removeLast();
  }

  /** Drops what lies after the step, and a checkpoint at it. The first checkpoint stays. */
  public void cut(long step) {
    while (checkpoints.size() > 1 && last().step() >= step) {
      remove(checkpoints.size() - 1);
    }
    changes.subList(indexOf(step + 1), changes.size()).clear();
  }

  /** Replaces the state that the run begins in. */
  void replaceStart(Checkpoint start) {
    bytes -= size(0);
    checkpoints.set(0, start);
    own.set(0, start.pages().notIn(null));
    bytes += size(0);
    count(1);
  }
}
