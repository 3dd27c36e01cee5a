package cloister.cpu.seg;

/**
 * A descriptor that some way through a gate looked at.
 *
 * @param linear its address
 * @param low its two words
 */
public record TableEntry(int linear, int low, int high) {}
