/**
 * The tree that the parser builds: what was written, before names are looked up (C11 6.5 to 6.9).
 */
package cloister.cc.syntax;
