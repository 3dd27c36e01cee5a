package cloister.cc.code;

import cloister.asm.value.Register;
import java.util.Optional;

/** An operand of a machine instruction. */
public sealed interface CodeOperand {
  record InRegister(Register register) implements CodeOperand {}

  record Immediate(long value) implements CodeOperand {}

  /**
   * The address of a symbol plus some bytes, as a number.
   *
   * @param minus another symbol of the same section to subtract, or empty
   */
  record SymbolImmediate(String symbol, String minus, int addend) implements CodeOperand {
    public SymbolImmediate(String symbol, int addend) {
      this(symbol, "", addend);
    }
  }

  /** Where a branch or call goes. */
  record Target(String symbol, int addend) implements CodeOperand {}

  /**
   * Memory.
   *
   * @param bits what is accessed: 8, 16, 32, 64, 80, 0 where the mnemonic says it or nothing does,
   *     or {@link #FAR}
   * @param scale 1, 2, 4 or 8
   * @param symbol empty without one
   * @param minus another symbol of the same section to subtract, or empty
   */
  record Memory(
      int bits,
      Optional<Register> base,
      Optional<Register> index,
      int scale,
      int displacement,
      String symbol,
      String minus,
      Optional<Register> segment)
      implements CodeOperand {
    /** As {@link #bits}: an operand that is a far pointer. */
    public static final int FAR = -1;

    public Memory(
        int bits,
        Optional<Register> base,
        Optional<Register> index,
        int scale,
        int displacement,
        String symbol,
        Optional<Register> segment) {
      this(bits, base, index, scale, displacement, symbol, "", segment);
    }

    /** The same place, of which so many bits are accessed. */
    public Memory of(int bits) {
      return new Memory(bits, base, index, scale, displacement, symbol, minus, segment);
    }
  }

  /**
   * A far pointer in an instruction.
   *
   * @param bits of the offset: 16, 32, or 0 for the present default
   */
  record FarPointer(CodeOperand selector, CodeOperand offset, int bits) implements CodeOperand {}
}
