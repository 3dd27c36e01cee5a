/** What happens in the kernel, as events. */
package cloister.kernel.trace;
