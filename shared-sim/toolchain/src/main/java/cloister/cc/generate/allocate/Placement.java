package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.Slot;
import java.util.Map;

/**
 * Where the virtual registers have gone.
 *
 * @param possible false when inline assembly asks for more registers than there are
 * @param used the real registers that are written, a set of bits
 * @param places by virtual register its real one, or -1
 * @param slots of those that were spilled
 */
public record Placement(boolean possible, int used, int[] places, Map<Integer, Slot> slots) {
  static final Placement IMPOSSIBLE =
      new Placement(false, 0, new int[0], new java.util.TreeMap<>());
}
