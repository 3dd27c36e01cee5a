/** The built site, from the class path. */
package cloister.server.site;
