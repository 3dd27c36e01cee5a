/**
 * Everything between the machine and those who watch it: scenario, command log, timeline, probes,
 * sentences, view models, lessons.
 */
package cloister.world;
