/** A run as a line in time: checkpoints, replay, stepping back, and what happened at which step. */
package cloister.world.timeline;
