package cloister.machine.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The marks of a session: where input came, where the last question for a writer led, and what the
 * person has marked. They belong to the session and not to a moment, so going back changes none.
 */
final class Marks {
  /** The most that a person can set. */
  static final int MOST = 200;

  /** So many marks of input are told one by one; of more, those of a part of the run are one. */
  private static final int TOLD = 300;

  private final TreeMap<Long, Mark> marks = new TreeMap<>();

  /** Steps marked in an earlier session that this one has not reached. */
  private final TreeSet<Long> ahead = new TreeSet<>();

  private int own;
  private int revision;

  /** Rises with every change, so that who looks knows when to ask again. */
  int revision() {
    return revision;
  }

  /** Steps that an earlier session had marked. */
  void expect(List<Long> steps) {
    ahead.addAll(steps);
  }

  /** The next step after this one that is expected, or the largest. */
  long nextExpected(long step) {
    Long next = ahead.higher(step);
    return next == null ? Long.MAX_VALUE : next;
  }

  /** The session comes to a step for the first time. */
  void reach(long step, long tick, List<Entry> changes) {
    if (ahead.remove(step)) {
      set(step, tick);
    }
    if (!changes.isEmpty()) {
      input(step, tick, changes.stream().map(Entry::input).toList());
    }
  }

  /** Something came from outside. */
  void input(long step, long tick, List<Input> inputs) {
    change(step, tick, mark -> mark.withInputs(inputs));
  }

  /** Marks a step for the person; false when there are as many as can be. */
  boolean set(long step, long tick) {
    Mark mark = marks.get(step);
    if (mark != null && mark.own()) {
      return true;
    }
    if (own == MOST) {
      return false;
    }
    own++;
    change(step, tick, found -> found.withOwn(true));
    return true;
  }

  /** Takes the person's mark away. */
  void unset(long step) {
    Mark mark = marks.get(step);
    if (mark != null && mark.own()) {
      own--;
      change(step, mark.tick(), found -> found.withOwn(false));
    }
  }

  /** The step behind this one wrote there last; what was answered before is forgotten. */
  void wrote(long step, long tick, Mark.Place place) {
    forgetWriter();
    change(step, tick, mark -> mark.withWrote(Optional.of(place)));
  }

  void forgetWriter() {
    for (Mark mark : List.copyOf(marks.values())) {
      if (mark.wrote().isPresent()) {
        change(mark.step(), mark.tick(), found -> found.withWrote(Optional.empty()));
      }
    }
  }

  private void change(long step, long tick, UnaryOperator<Mark> how) {
    Mark old = marks.get(step);
    Mark changed = how.apply(old == null ? Mark.at(step, tick) : old);
    if (changed.standsOut() || !changed.inputs().isEmpty()) {
      marks.put(step, changed);
    } else {
      marks.remove(step);
    }
    revision++;
  }

  /** Drops what lies after a step. */
  void cut(long step) {
    Map<Long, Mark> later = marks.tailMap(step, false);
    own -= (int) later.values().stream().filter(Mark::own).count();
    later.clear();
    ahead.tailSet(step, false).clear();
    revision++;
  }

  /** The nearest mark on one side of a step. */
  Optional<Mark> from(long step, boolean forward) {
    Map.Entry<Long, Mark> found = forward ? marks.higherEntry(step) : marks.lowerEntry(step);
    while (found != null && !found.getValue().standsOut()) {
      long at = found.getKey();
      found = forward ? marks.higherEntry(at) : marks.lowerEntry(at);
    }
    return Optional.ofNullable(found).map(Map.Entry::getValue);
  }

  /** What the person has marked, up to a step. */
  List<Long> ownUpTo(long step) {
    return marks.headMap(step, true).values().stream().filter(Mark::own).map(Mark::step).toList();
  }

  /**
   * The marks in order.
   *
   * @param lastTick of the run; what is closer than a share of it may come as one
   */
  List<Mark> told(long lastTick) {
    List<Mark> all = marks.values().stream().filter(Mark::standsOut).toList();
    long apart = all.size() <= TOLD ? 0 : lastTick / TOLD;
    List<Mark> told = new ArrayList<>();
    for (Mark mark : all) {
      Mark before = told.isEmpty() ? null : told.getLast();
      boolean joins =
          before != null
              && mark.tick() - before.tick() < apart
              && mark.onlyInput()
              && before.onlyInput();
      if (joins) {
        told.set(told.size() - 1, before.withMore(before.more() + 1));
      } else {
        told.add(mark);
      }
    }
    return told;
  }
}
