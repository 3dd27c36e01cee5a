/** Translated code of the simulated processor as hidden classes of the JVM. */
package cloister.server.translate;
