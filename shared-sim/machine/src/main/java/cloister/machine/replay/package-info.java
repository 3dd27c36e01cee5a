/** A machine at any step of a run that it has made: checkpoints, and the way from one to a step. */
package cloister.machine.replay;
