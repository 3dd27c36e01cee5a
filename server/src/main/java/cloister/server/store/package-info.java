/** What the server remembers: SQLite in one file, or PostgreSQL, through the same statements. */
package cloister.server.store;
