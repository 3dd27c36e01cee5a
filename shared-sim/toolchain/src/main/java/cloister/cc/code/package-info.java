/** Machine code before it has bytes: instructions with labels and symbols. */
package cloister.cc.code;
