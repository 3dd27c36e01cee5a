/** Initializers (C11 6.7.9): which part of an object gets which value. */
package cloister.cc.check.initial;
