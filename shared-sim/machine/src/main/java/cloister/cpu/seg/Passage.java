package cloister.cpu.seg;

import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import java.util.List;

/**
 * A way from one piece of code to another that has been gone before. It is open while the same
 * descriptors stand in tables that are where they were.
 */
public sealed interface Passage {
  /** What its checks looked at, in order. */
  List<TableEntry> entries();

  /**
   * Through a gate, in the same segment.
   *
   * @param offset where it leads
   * @param cleared flags that the code there begins without
   */
  record In(int offset, int cleared, List<TableEntry> entries) implements Passage {}

  /** Back, in the same segment, to where the stack says. */
  record Back(List<TableEntry> entries) implements Passage {}

  /** To another ring, between flat segments. */
  sealed interface BetweenRings extends Passage {
    /** The ring that it leads to. */
    int ring();

    KnownSegment code();

    KnownSegment stack();

    /** Loads what is different there: CS, SS and CPL. */
    default void load(Core core) {
      code().load(core.segments, Segments.CS);
      stack().load(core.segments, Segments.SS);
      core.setCpl(ring());
    }
  }

  /**
   * From ring 3 through a gate to ring 0.
   *
   * @param offset where it leads
   * @param cleared flags that the code there begins without
   * @param stackEntry where a task-state segment has pointer and selector of the stack
   */
  record Inwards(
      int offset,
      int cleared,
      List<TableEntry> entries,
      KnownSegment code,
      KnownSegment stack,
      int stackEntry)
      implements BetweenRings {
    @Override
    public int ring() {
      return 0;
    }
  }

  /** From ring 0 back to ring 3, to where the stack says. */
  record Outwards(List<TableEntry> entries, KnownSegment code, KnownSegment stack)
      implements BetweenRings {
    @Override
    public int ring() {
      return 3;
    }
  }
}
