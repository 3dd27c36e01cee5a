/** Replaying a log from start to end, under a budget. */
package cloister.world.run;
