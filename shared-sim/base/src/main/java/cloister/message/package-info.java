/** Every sentence that a person reads: an id with typed arguments, and the templates for it. */
package cloister.message;
