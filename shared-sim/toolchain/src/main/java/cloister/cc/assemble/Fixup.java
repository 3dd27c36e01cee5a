package cloister.cc.assemble;

/**
 * A field that depends on a symbol.
 *
 * @param at bytes from the fragment's start
 * @param bytes 1, 2 or 4
 * @param relative true for a distance from the field's end
 * @param symbol with {@code @} and the manner of its address behind it, as GOT
 * @param minus another symbol to subtract, or empty
 * @param origin what the field belongs to
 * @param within bytes from the instruction's start
 */
record Fixup(
    int at,
    int bytes,
    boolean relative,
    String symbol,
    String minus,
    int addend,
    Origin origin,
    int within) {

  /** What a field belongs to. */
  enum Origin {
    /** A jump whose length was chosen here. */
    BRANCH,
    INSTRUCTION,
    /** An instruction for whose operand the linker may find a shorter way (psABI, A.2). */
    LOADING,
    DATA
  }

  static Fixup branch(int at, int bytes, String target, int addend) {
    return new Fixup(at, bytes, true, target, "", addend, Origin.BRANCH, 0);
  }

  static Fixup data(int at, int bytes, boolean relative, String symbol, String minus, int addend) {
    return new Fixup(at, bytes, relative, symbol, minus, addend, Origin.DATA, 0);
  }

  /** The symbol without the manner of its address. */
  String name() {
    int sign = symbol.indexOf('@');
    return sign < 0 ? symbol : symbol.substring(0, sign);
  }

  /** The manner of the address, or empty. */
  String manner() {
    int sign = symbol.indexOf('@');
    return sign < 0 ? "" : symbol.substring(sign + 1);
  }

  Fixup of(String other, int more) {
    String whole = manner().isEmpty() ? other : other + "@" + manner();
    return new Fixup(at, bytes, relative, whole, minus, addend + more, origin, within);
  }
}
