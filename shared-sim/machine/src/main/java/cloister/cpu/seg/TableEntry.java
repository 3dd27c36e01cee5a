package cloister.cpu.seg;

/**
 * A descriptor that a way through a gate, or back, has looked at.
 *
 * @param linear its address
 * @param low its first word
 * @param high its second word
 */
public record TableEntry(int linear, int low, int high) {}
