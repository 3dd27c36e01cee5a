/** The simulator of a Linux host as a module for the browser. */
package cloister.web.linux;
