package cloister.world.timeline;

import java.util.ArrayList;
import java.util.List;

/** The privilege level over time, at most {@link #CAPACITY} stretches; the earliest are kept. */
public final class Bands {
  public static final int CAPACITY = 2000;

  private final List<Band> starts = new ArrayList<>();

  /** From {@code from} on, through the step {@code to}, the level was this. */
  public record Band(int from, int to, int cpl) {}

  void begin(int cpl) {
    starts.clear();
    starts.add(new Band(0, 0, cpl));
  }

  void level(int step, int cpl) {
    if (starts.get(starts.size() - 1).cpl() != cpl && starts.size() < CAPACITY) {
      starts.add(new Band(step, step, cpl));
    }
  }

  void cut(int step) {
    while (starts.size() > 1 && starts.get(starts.size() - 1).from() > step) {
      starts.remove(starts.size() - 1);
    }
  }

  public List<Band> until(int lastStep) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1).from() : lastStep;
      bands.add(new Band(starts.get(i).from(), to, starts.get(i).cpl()));
    }
    return bands;
  }
}
