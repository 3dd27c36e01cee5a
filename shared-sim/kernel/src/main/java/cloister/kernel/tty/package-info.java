/** Terminals (tty(4), termios(3)). */
package cloister.kernel.tty;
