/** Passes that make three-address code shorter and faster without changing what it does. */
package cloister.cc.optimize;
