/** Read-only and poking views of the processor's tables in memory. */
package cloister.world.table;
