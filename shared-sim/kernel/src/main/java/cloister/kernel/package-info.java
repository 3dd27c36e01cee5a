/** A kernel like Linux's for programs of i386: entered by traps, it knows nothing of processors. */
package cloister.kernel;
