/** Why the software of a PC was refused, found by doing its last steps again. */
package cloister.machine.why;
