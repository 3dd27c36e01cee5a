/** The devices of a board and the processor, as pages show them to those who look from outside. */
package cloister.machine.view;
