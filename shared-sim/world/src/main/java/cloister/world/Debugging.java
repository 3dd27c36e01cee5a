package cloister.world;

import cloister.cc.code.Debug;
import java.util.List;
import java.util.Map;

/**
 * What a compiler tells about a program.
 *
 * @param debug functions and variables, with places in labels
 * @param labels where the labels are
 * @param routines all functions, those of the library too
 */
public record Debugging(Debug debug, Map<String, Integer> labels, List<Routine> routines) {
  /** The code of one function. */
  public record Routine(String name, int address, int sizeBytes) {
    public boolean holds(int place) {
      return Integer.compareUnsigned(place - address, sizeBytes) < 0;
    }
  }

  public int address(String label) {
    Integer address = labels.get(label);
    if (address == null) {
      throw new IllegalStateException("no label " + label);
    }
    return address;
  }
}
