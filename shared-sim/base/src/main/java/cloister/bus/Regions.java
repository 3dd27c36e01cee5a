package cloister.bus;

import cloister.bits.Bits;
import java.util.ArrayList;
import java.util.List;

/** Which regions answer for which addresses; of several the one that was added last. */
final class Regions {
  private final List<Mapping> mappings = new ArrayList<>();

  /** Where a region answers: from a first address to a last one. */
  record Mapping(int first, int last, Region region) {
    private boolean holds(int address) {
      return !Bits.below(address, first) && !Bits.below(last, address);
    }
  }

  /** Told where a region was taken away. */
  interface Gone {
    void from(int first, int length);
  }

  void add(int first, int length, Region region) {
    mappings.addFirst(new Mapping(first, first + length - 1, region));
  }

  /** Takes a region away from everywhere. */
  void remove(Region region, Gone gone) {
    for (int i = mappings.size() - 1; i >= 0; i--) {
      Mapping mapping = mappings.get(i);
      if (mapping.region == region) {
        mappings.remove(i);
        gone.from(mapping.first, mapping.last - mapping.first + 1);
      }
    }
  }

  /** Who answers for an address, or null. */
  Mapping at(int address) {
    for (Mapping mapping : mappings) {
      if (mapping.holds(address)) {
        return mapping;
      }
    }
    return null;
  }
}
