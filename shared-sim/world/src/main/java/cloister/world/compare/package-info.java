/** The same guest in several ways: on a machine of its own, and under each technique. */
package cloister.world.compare;
