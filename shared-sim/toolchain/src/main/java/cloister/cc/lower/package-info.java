/** From the typed tree to three-address code. */
package cloister.cc.lower;
