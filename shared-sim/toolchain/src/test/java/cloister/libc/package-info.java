/** The C library of the guest's programs, compared with the host's. */
package cloister.libc;
