package cloister.cpu.seg;

import java.util.List;

/**
 * A way from one piece of code to another in the same segment, through a gate or back, that has
 * been gone before. It is open while the same descriptors stand in tables that are where they were.
 *
 * @param offset where it leads; a return has that on the stack
 * @param cleared flags that the code there begins without
 * @param entries what its checks looked at, in order
 */
public record Passage(int offset, int cleared, List<TableEntry> entries) {}
