package cloister.cc.generate.emit;

import cloister.cc.code.Debug.Range;
import cloister.cc.code.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Marks with labels from where to where variables are live in their registers. */
public final class Ranges {
  private final List<int[]> variables;
  private final List<List<Range>> ranges = new ArrayList<>();
  private final String[] open;
  private final Supplier<String> labels;
  private int[] last = {};

  /**
   * For variables by their virtual registers, one or two each.
   *
   * @param labels gives a new one each time
   */
  public Ranges(List<int[]> variables, Supplier<String> labels) {
    this.variables = variables;
    this.labels = labels;
    open = new String[variables.size()];
    Arrays.fill(open, "");
    variables.forEach(variable -> ranges.add(new ArrayList<>()));
  }

  public List<Range> of(int variable) {
    return ranges.get(variable);
  }

  /** From here on these registers are live. */
  void pass(int[] live, List<Item> items) {
    if (Arrays.equals(live, last)) {
      return;
    }
    last = live;
    String here = "";
    for (int i = 0; i < open.length; i++) {
      boolean inside = isLive(variables.get(i), live);
      if (inside == open[i].isEmpty()) {
        if (here.isEmpty()) {
          here = labels.get();
          items.add(new Item.Label(here));
        }
        turn(i, inside, here);
      }
    }
  }

  private void turn(int variable, boolean inside, String here) {
    if (!inside) {
      ranges.get(variable).add(new Range(open[variable], here));
    }
    open[variable] = inside ? here : "";
  }

  private static boolean isLive(int[] registers, int[] live) {
    for (int register : registers) {
      if (Arrays.binarySearch(live, register) < 0) {
        return false;
      }
    }
    return registers.length > 0;
  }
}
