/** Virtual time: the clock of a world, what is due on it, and what is derived from it. */
package cloister.time;
