package cloister.cc.ir;

import java.util.Optional;

/**
 * A memory address as the machine can form it: base plus index times scale plus offset.
 *
 * @param base a word register, symbol, frame object, or a literal for an absolute address
 * @param scale 1, 2, 4 or 8
 */
public record Address(Operand base, Optional<Operand.Register> index, int scale, int offset) {
  public static Address of(Operand base, int offset) {
    return new Address(base, Optional.empty(), 1, offset);
  }
}
