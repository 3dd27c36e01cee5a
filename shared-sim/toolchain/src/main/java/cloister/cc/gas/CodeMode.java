package cloister.cc.gas;

/**
 * For what and how instructions are written.
 *
 * @param bits 16 or 32
 * @param wideStack true where code of 16 bits has calls and a stack of 32 bits ({@code .code16gcc})
 * @param intel true for the manual's order of operands instead of AT&amp;T's
 */
record CodeMode(int bits, boolean wideStack, boolean intel) {
  static CodeMode of(int bits) {
    return new CodeMode(bits, false, false);
  }

  CodeMode sized(int size, boolean wide) {
    return new CodeMode(size, wide, intel);
  }

  CodeMode inSyntax(boolean other) {
    return new CodeMode(bits, wideStack, other);
  }
}
