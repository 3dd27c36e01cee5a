/** How a step handed control over: what was checked, what was moved, in which order. */
package cloister.world.trap;
