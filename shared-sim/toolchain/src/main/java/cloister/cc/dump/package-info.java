/** The results of the compiler's passes as texts for people. */
package cloister.cc.dump;
