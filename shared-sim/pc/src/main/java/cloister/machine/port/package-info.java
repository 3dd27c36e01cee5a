/** A whole PC behind JSON requests: images come in, input is logged, the screen goes out. */
package cloister.machine.port;
