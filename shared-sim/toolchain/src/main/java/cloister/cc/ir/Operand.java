package cloister.cc.ir;

/** What an operation reads, when it is not memory: 32 bits, or a real number. */
public sealed interface Operand {

  /**
   * A virtual register. It may be written more than once.
   *
   * @param number unique in its function
   */
  record Register(int number, Kind kind) implements Operand {}

  /** What a virtual register holds. A 64-bit integer takes two words. */
  enum Kind {
    WORD,
    /** A number in the x87's extended format: never rounded until an operation says so. */
    REAL
  }

  record Literal(int value) implements Operand {}

  record RealLiteral(cloister.cc.tree.Real value) implements Operand {}

  /** The address of a symbol plus some bytes. */
  record SymbolAddress(String symbol, int offset) implements Operand {}

  /** The address of a place in this function's frame. */
  record FrameAddress(FrameObject object, int offset) implements Operand {}
}
