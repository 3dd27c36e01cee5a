/** The type pass: resolves names, checks types and writes out conversions (C11 6.5 to 6.9). */
package cloister.cc.check;
