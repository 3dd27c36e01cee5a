package cloister.world.view;

import cloister.codec.Json;
import cloister.world.table.Descriptor;

/** Views of descriptors, made again only when something that they show has changed. */
final class DescriptorViews {
  static final int MOST_SEGMENTS = 64;
  static final int MOST_GATES = 256;

  private final Shown[] shown = new Shown[MOST_SEGMENTS + MOST_GATES];
  private final Json[] views = new Json[shown.length];

  /**
   * What a view depends on.
   *
   * @param users bit set of the segment registers that hold the descriptor
   */
  record Shown(Descriptor descriptor, int address, boolean asked, int users) {}

  Json of(Scene scene, boolean interrupts, int index) {
    DescriptorView view = new DescriptorView(scene, interrupts, index);
    int slot = interrupts ? MOST_SEGMENTS + index : index;
    Shown now = view.shown();
    if (!now.equals(shown[slot])) {
      shown[slot] = now;
      views[slot] = view.json();
    }
    return views[slot];
  }
}
