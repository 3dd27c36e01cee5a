package cloister.cc.assemble;

/**
 * A field that depends on a symbol.
 *
 * @param at bytes from the fragment's start
 * @param bytes 1, 2 or 4
 * @param relative true for a distance from the field's end
 * @param minus another symbol to subtract, or empty
 */
record Fixup(int at, int bytes, boolean relative, String symbol, String minus, int addend) {}
