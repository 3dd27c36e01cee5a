package cloister.machine.replay;

/** The whole state of a machine after a step. */
record Checkpoint(long step, byte[] state, Pages pages) {}
