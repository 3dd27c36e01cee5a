/** Namespaces (namespaces(7)): what they have in common, and those that nothing else knows. */
package cloister.kernel.ns;
