package cloister.analysis;

/**
 * What an instruction told code under a hypervisor, and what it would have told it on a machine of
 * its own.
 *
 * @param what the register, or the place in memory
 */
public record Lie(String what, String got, String due) {}
