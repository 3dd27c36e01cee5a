/** Numbers and layouts that programs and the kernel agree on: Linux's on i386. */
package cloister.kernel.abi;
