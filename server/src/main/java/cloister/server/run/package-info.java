/** Replaying logs in processes of their own, with budgets. */
package cloister.server.run;
