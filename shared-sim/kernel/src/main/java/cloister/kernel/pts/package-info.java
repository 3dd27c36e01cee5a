/** Pseudoterminals (pty(7)) and the file system of their names (devpts). */
package cloister.kernel.pts;
