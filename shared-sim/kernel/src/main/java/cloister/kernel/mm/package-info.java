/** Memory of processes: frames, page tables in simulated memory, address spaces, page cache. */
package cloister.kernel.mm;
