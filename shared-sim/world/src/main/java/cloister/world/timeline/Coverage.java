package cloister.world.timeline;

import java.util.ArrayList;
import java.util.List;

/** At which step each address of some ranges was first executed. */
public final class Coverage {
  private final List<Range> ranges = new ArrayList<>();

  /** First steps by address; 0 means never. */
  private record Range(int from, int[] first) {}

  /** Forgets everything and watches no range. */
  void clear() {
    ranges.clear();
  }

  public void watch(int from, int length) {
    ranges.add(new Range(from, new int[length]));
  }

  void ran(int address, int step) {
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      int index = address - range.from();
      if (index >= 0 && index < range.first().length) {
        if (range.first()[index] == 0) {
          range.first()[index] = step;
        }
        return;
      }
    }
  }

  void cut(int step) {
    for (Range range : ranges) {
      for (int i = 0; i < range.first().length; i++) {
        if (range.first()[i] > step) {
          range.first()[i] = 0;
        }
      }
    }
  }

  /** True when the instruction at the address had run by the step. */
  public boolean executed(int address, int byStep) {
    for (Range range : ranges) {
      int index = address - range.from();
      if (index >= 0 && index < range.first().length && range.first()[index] != 0) {
        return range.first()[index] <= byStep;
      }
    }
    return false;
  }
}
