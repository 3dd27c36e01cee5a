/** The compiler as a command: which passes run on which files, and what comes out. */
package cloister.cc.driver;
