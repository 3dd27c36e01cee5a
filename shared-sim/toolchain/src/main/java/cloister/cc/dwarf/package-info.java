/** Debugging information for objects: DWARF, version 4. */
package cloister.cc.dwarf;
