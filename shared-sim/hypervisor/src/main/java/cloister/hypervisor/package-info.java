/** Virtual machines: guests with a kernel of their own, and the hypervisor that they run under. */
package cloister.hypervisor;
