/** What a reader asks of a value: who last wrote it, and to stop when it is touched. */
package cloister.world.watch;
