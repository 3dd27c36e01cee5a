package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.Board;
import cloister.world.probe.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to replay a run: checkpoints at some steps, and the changes made by hand. At most
 * {@link #MAX_CHECKPOINTS}; when there are more, every second one goes and the interval doubles.
 */
final class Course {
  static final int FIRST_INTERVAL = 2048;
  static final int MAX_CHECKPOINTS = 64;
  static final int MAX_PAGES = 64 << 8;

  private static final String IOPL = "flags.iopl";

  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final List<ByHand> changes = new ArrayList<>();
  private int interval = FIRST_INTERVAL;

  /** A change made by hand after a step. */
  record ByHand(int step, String path, Place place, int old, int value) {
    Event.Poked event() {
      return new Event.Poked(path, old, value);
    }

    /** Whether a delivery of an exception leaves the place what it was. */
    boolean survivesDelivery(Board board) {
      return place.physical(board) >= 0 || path.equals(IOPL);
    }
  }

  /** Forgets everything; the run begins in this state. */
  void begin(Checkpoint start) {
    checkpoints.clear();
    changes.clear();
    interval = FIRST_INTERVAL;
    checkpoints.add(start);
  }

  int count() {
    return checkpoints.size();
  }

  Checkpoint checkpoint(int index) {
    return checkpoints.get(index);
  }

  Checkpoint last() {
    return checkpoints.get(checkpoints.size() - 1);
  }

  /** Index of the latest checkpoint that is not after the step. */
  int indexBefore(int step) {
    int index = checkpoints.size() - 1;
    while (index > 0 && checkpoints.get(index).step() > step) {
      index--;
    }
    return index;
  }

  /** The step at which the next checkpoint is due. */
  int due() {
    return last().step() + interval;
  }

  void add(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
    if (checkpoints.size() > MAX_CHECKPOINTS || pages() > MAX_PAGES) {
      thin();
    }
  }

  /** Changes made right after a step, in order. */
  List<ByHand> changesAt(int step) {
    List<ByHand> here = new ArrayList<>();
    for (ByHand change : changes) {
      if (change.step() == step) {
        here.add(change);
      }
    }
    return here;
  }

  /** Changes made from one step to another, both included. */
  List<ByHand> changesFrom(int first, int last) {
    List<ByHand> between = new ArrayList<>();
    for (ByHand change : changes) {
      if (change.step() >= first && change.step() <= last) {
        between.add(change);
      }
    }
    return between;
  }

  /** The first step after {@code step} at which something was changed by hand. */
  int nextChange(int step) {
    for (ByHand change : changes) {
      if (change.step() > step) {
        return change.step();
      }
    }
    return Integer.MAX_VALUE;
  }

  void add(ByHand change) {
    changes.add(change);
  }

  /** Drops what lies after the step, and a checkpoint at it. The first checkpoint stays. */
  void cut(int step) {
    while (checkpoints.size() > 1 && last().step() >= step) {
      checkpoints.remove(checkpoints.size() - 1);
    }
    while (!changes.isEmpty() && changes.get(changes.size() - 1).step() > step) {
      changes.remove(changes.size() - 1);
    }
  }

  /** Replaces the state that the run begins in. */
  void replaceStart(Checkpoint start) {
    checkpoints.set(0, start);
  }

  private int pages() {
    int pages = 0;
    for (int i = 0; i < checkpoints.size(); i++) {
      pages += checkpoints.get(i).pagesOwned(i == 0 ? null : checkpoints.get(i - 1));
    }
    return pages;
  }

  private void thin() {
    for (int i = checkpoints.size() - 2; i > 0; i -= 2) {
      checkpoints.remove(i);
    }
    interval *= 2;
  }
}
