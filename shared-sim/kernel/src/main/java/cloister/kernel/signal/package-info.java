/** Signals that wait, and what programs want done with them (signal(7)). */
package cloister.kernel.signal;
