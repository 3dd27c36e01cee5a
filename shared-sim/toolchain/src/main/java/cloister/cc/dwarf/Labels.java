package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled;
import cloister.cc.assemble.Assembled.Place;
import java.util.Optional;

/** Where the labels of the code have come to lie. */
final class Labels {
  private final Assembled assembled;

  Labels(Assembled assembled) {
    this.assembled = assembled;
  }

  Optional<Place> find(String label) {
    return Optional.ofNullable(assembled.labels().get(label));
  }

  /** The place of a label that the code has. */
  Place place(String label) {
    return find(label).orElseThrow(() -> new IllegalStateException("no label " + label));
  }
}
