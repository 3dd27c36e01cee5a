/** Sandboxes: a scenario with its log, as JSON and as a piece of a link. */
package cloister.world.share;
