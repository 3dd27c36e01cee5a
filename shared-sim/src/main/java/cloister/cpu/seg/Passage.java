package cloister.cpu.seg;

import java.util.List;

/**
 * A way from one piece of code to another in the same segment that has been gone before. It is open
 * while the same descriptors stand in tables that are where they were.
 */
public sealed interface Passage {
  /** What its checks looked at, in order. */
  List<TableEntry> entries();

  /**
   * Through a gate.
   *
   * @param offset where it leads
   * @param cleared flags that the code there begins without
   */
  record In(int offset, int cleared, List<TableEntry> entries) implements Passage {}

  /** Back, to where the stack says. */
  record Back(List<TableEntry> entries) implements Passage {}
}
