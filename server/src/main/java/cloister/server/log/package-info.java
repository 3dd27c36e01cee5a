/** What the server writes to its standard error. */
package cloister.server.log;
