/** Which instructions a hypervisor cannot see, found by running every one. */
package cloister.analysis;
