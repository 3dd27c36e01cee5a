package cloister.world.timeline;

import cloister.machine.Runner;
import java.util.ArrayList;
import java.util.List;

/**
 * The privilege level over time, and whose it is, at most {@link #CAPACITY} stretches: when there
 * is no room for another, the oldest quarter is forgotten.
 */
public final class Bands {
  public static final int CAPACITY = 2000;

  private final List<Band> starts = new ArrayList<>();

  /**
   * From {@code from} on, through the step {@code to}, the level was this.
   *
   * @param who ran: a guest, from 1, or a process; 0 for the machine's own software
   */
  public record Band(int from, int to, int cpl, int who) {}

  void begin(Runner runner) {
    starts.clear();
    starts.add(now(0, runner));
  }

  void level(int step, Runner runner) {
    Band last = starts.getLast();
    Band now = now(step, runner);
    if (last.cpl() == now.cpl() && last.who() == now.who()) {
      return;
    }
    if (starts.size() == CAPACITY) {
      starts.subList(0, CAPACITY / 4).clear();
    }
    starts.add(now);
  }

  private static Band now(int step, Runner runner) {
    return new Band(step, step, runner.ring(), runner.number());
  }

  /** What comes behind the step is no more; the machine stands there. */
  void cut(int step, Runner runner) {
    while (!starts.isEmpty() && starts.getLast().from() > step) {
      starts.removeLast();
    }
    if (starts.isEmpty()) {
      starts.add(now(step, runner));
    }
  }

  /** The stretches up to a step; they begin later than the machine where some are forgotten. */
  public List<Band> until(int lastStep) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1).from() : lastStep;
      Band start = starts.get(i);
      bands.add(new Band(start.from(), to, start.cpl(), start.who()));
    }
    return bands;
  }
}
