/** File systems and what files can be: tmpfs, pipes, devices, and streams from outside. */
package cloister.kernel.fs;
