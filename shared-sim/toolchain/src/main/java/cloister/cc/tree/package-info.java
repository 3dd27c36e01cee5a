/** The typed tree: every name resolved, every conversion written out. */
package cloister.cc.tree;
