/** Tasks and processes: their life, their turn on the processor, signals that reach them. */
package cloister.kernel.task;
