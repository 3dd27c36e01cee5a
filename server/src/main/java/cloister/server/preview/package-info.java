/** The site with the lessons of a folder, for those who write them. */
package cloister.server.preview;
