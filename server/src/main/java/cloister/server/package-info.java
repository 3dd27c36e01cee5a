/** The server: the site, the lessons, progress, links, classes and runs. */
package cloister.server;
