/** Where control can go in a function's statements. */
package cloister.cc.check.flow;
