/** One spoken sentence for every step, made from the events of the machine. */
package cloister.world.sentence;
