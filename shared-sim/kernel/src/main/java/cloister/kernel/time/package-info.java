/** What time it is for the kernel, and what its operations take. */
package cloister.kernel.time;
