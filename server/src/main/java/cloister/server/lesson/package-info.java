/** The lessons that this server was built with. */
package cloister.server.lesson;
