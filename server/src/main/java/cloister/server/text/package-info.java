/** The server's sentences. */
package cloister.server.text;
