/** Places of the machine by name: what checks and views read, and what can be changed by hand. */
package cloister.world.probe;
