package cloister.world;

import cloister.cc.code.Debug;
import java.util.Map;

/**
 * What a compiler tells about a program.
 *
 * @param debug functions and variables, with places in labels
 * @param labels where the labels are
 */
public record Debugging(Debug debug, Map<String, Integer> labels) {
  public int address(String label) {
    Integer address = labels.get(label);
    if (address == null) {
      throw new IllegalStateException("no label " + label);
    }
    return address;
  }
}
