/** Binary translation of a guest kernel's code into a cache in the host's memory. */
package cloister.hypervisor.translation;
