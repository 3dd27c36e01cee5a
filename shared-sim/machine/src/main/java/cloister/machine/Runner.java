package cloister.machine;

/**
 * Whose software a machine runs.
 *
 * @param ring in which it runs
 * @param number of the guest, from 1, or of the process; 0 for the machine's own software
 */
public record Runner(int ring, int number) {}
