package cloister.cc.ir;

import java.util.Optional;

/**
 * A memory address as the machine can form it: base plus index times scale plus offset.
 *
 * @param base a word register, symbol, frame object, or a literal for an absolute address
 * @param scale 1, 2, 4 or 8
 */
public record Address(Operand base, Optional<Operand.Register> index, int scale, int offset) {

  /** A symbol's or a frame object's own offset is counted in the address's. */
  public static Address of(Operand base, int offset) {
    return switch (base) {
      case Operand.SymbolAddress symbol ->
          plain(new Operand.SymbolAddress(symbol.symbol(), 0), symbol.offset() + offset);
      case Operand.FrameAddress frame ->
          plain(new Operand.FrameAddress(frame.object(), 0), frame.offset() + offset);
      case Operand.Literal literal -> plain(new Operand.Literal(0), literal.value() + offset);
      default -> plain(base, offset);
    };
  }

  private static Address plain(Operand base, int offset) {
    return new Address(base, Optional.empty(), 1, offset);
  }

  public Address plus(int bytes) {
    return bytes == 0 ? this : new Address(base, index, scale, offset + bytes);
  }

  public Address indexed(Operand.Register register, int by) {
    return new Address(base, Optional.of(register), by, offset);
  }

  /** The address as an operand, when no instruction has to compute it. */
  public Optional<Operand> asOperand() {
    if (index.isPresent()) {
      return Optional.empty();
    }
    return switch (base) {
      case Operand.SymbolAddress symbol ->
          Optional.of(new Operand.SymbolAddress(symbol.symbol(), symbol.offset() + offset));
      case Operand.FrameAddress frame ->
          Optional.of(new Operand.FrameAddress(frame.object(), frame.offset() + offset));
      case Operand.Literal literal -> Optional.of(new Operand.Literal(literal.value() + offset));
      default -> offset == 0 ? Optional.of(base) : Optional.empty();
    };
  }
}
