/** Who a task acts as. */
package cloister.kernel.cred;
