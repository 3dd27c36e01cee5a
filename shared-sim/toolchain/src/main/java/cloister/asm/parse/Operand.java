package cloister.asm.parse;

import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.Register;
import java.util.Optional;

/** An operand as written. Sizes are in bits, 0 where none is given. */
public sealed interface Operand {
  Span span();

  /** The size given in words or by a register, in bits, or 0. */
  int size();

  /**
   * A register.
   *
   * @param to written with {@code to}: this x87 register is the destination
   */
  record InRegister(Register register, boolean to, Span span) implements Operand {
    @Override
    public int size() {
      return register.bits();
    }
  }

  /** A number or a branch target. */
  record Immediate(Expression value, Qualifiers qualifiers, Span span) implements Operand {
    @Override
    public int size() {
      return qualifiers.size();
    }
  }

  /** {@code selector:offset}. */
  record FarPointer(Expression selector, Expression offset, int size, Span span)
      implements Operand {}

  /**
   * A memory operand.
   *
   * @param displacementSize 8, 16, 32 or 0
   * @param segment the override within the brackets
   * @param noSplit keep {@code eax*2} as an index
   */
  record Memory(
      Expression address,
      Qualifiers qualifiers,
      int displacementSize,
      Optional<Register> segment,
      boolean noSplit,
      Span span)
      implements Operand {
    @Override
    public int size() {
      return qualifiers.size();
    }

    public Memory withSize(int bits) {
      Qualifiers sized = new Qualifiers(bits, qualifiers.strict(), qualifiers.distance());
      return new Memory(address, sized, displacementSize, segment, noSplit, span);
    }
  }

  /** The words before an operand. */
  record Qualifiers(int size, boolean strict, Distance distance) {
    public static final Qualifiers NONE = new Qualifiers(0, false, Distance.ANY);
  }

  /** How far a branch goes. */
  enum Distance {
    ANY,
    SHORT,
    NEAR,
    FAR,
    /** No distance, but the word before an x87 register that is the destination. */
    TO
  }
}
