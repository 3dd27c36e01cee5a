package cloister.cc.gas;

import cloister.asm.value.Register;
import cloister.asm.value.Register.Kind;
import cloister.bits.Ascii;
import cloister.cc.code.CodeOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operands of an instruction, in the order in which AT&amp;T writes them. */
final class OperandReader {
  /** No instruction has more operands. */
  private static final int MOST = 4;

  private final Scanner in;
  private final Expressions expressions;

  OperandReader(Scanner in, Expressions.Symbols symbols) {
    this.in = in;
    expressions = new Expressions(in, symbols);
  }

  /**
   * An operand with its star.
   *
   * @param indirect true behind {@code *}
   */
  record AttOperand(CodeOperand operand, boolean indirect) {}

  List<AttOperand> operands() throws GasError {
    List<AttOperand> operands = new ArrayList<>();
    if (in.atEnd()) {
      return operands;
    }
    do {
      if (operands.size() == MOST) {
        throw GasComplaint.expected("end of line", in.rest());
      }
      boolean indirect = in.take("*");
      operands.add(new AttOperand(operand(), indirect));
    } while (in.take(","));
    if (!in.atEnd()) {
      throw GasComplaint.expected(",", in.rest());
    }
    return operands;
  }

  private CodeOperand operand() throws GasError {
    if (in.take("$")) {
      return immediate(expressions.expression());
    }
    if (in.peek() == '%') {
      Register register = register();
      if (register.kind() == Kind.SEGMENT && in.take(":")) {
        return memory(Optional.of(register));
      }
      return new CodeOperand.InRegister(register);
    }
    return memory(Optional.empty());
  }

  private static CodeOperand immediate(Amount amount) {
    if (amount.isNumber()) {
      return new CodeOperand.Immediate(amount.number());
    }
    return new CodeOperand.SymbolImmediate(amount.symbol(), amount.minus(), (int) amount.number());
  }

  private Register register() throws GasError {
    in.expect("%");
    String name = Ascii.lower(in.word());
    if (name.equals("st")) {
      int number = 0;
      if (in.take("(")) {
        number = (int) expressions.expression().constant();
        in.expect(")");
      }
      return Register.of(Kind.STACK, number & 7);
    }
    String known = name.startsWith("db") ? "dr" + name.substring(2) : name;
    return Register.named(known).orElseThrow(() -> GasComplaint.unknownRegister(name));
  }

  private CodeOperand memory(Optional<Register> segment) throws GasError {
    Amount displacement = Amount.of(0);
    if (!atRegisters()) {
      displacement = expressions.expression();
    }
    Optional<Register> base = Optional.empty();
    Optional<Register> index = Optional.empty();
    int scale = 1;
    if (in.take("(")) {
      if (in.peek() == '%') {
        base = Optional.of(register());
      }
      if (in.take(",")) {
        if (in.peek() == '%') {
          index = Optional.of(register());
        }
        if (in.take(",")) {
          scale = (int) expressions.expression().constant();
        }
      }
      in.expect(")");
    }
    Optional<Register> override = isUsual(segment, base) ? Optional.empty() : segment;
    return new CodeOperand.Memory(
        0,
        base,
        index,
        scale,
        (int) displacement.number(),
        displacement.symbol(),
        displacement.minus(),
        override);
  }

  /** True for the segment that such an address has anyway (SDM vol. 1, table 3-5). */
  private static boolean isUsual(Optional<Register> segment, Optional<Register> base) {
    boolean stack =
        base.isPresent()
            && (base.get().is(Kind.DWORD, 4)
                || base.get().is(Kind.DWORD, 5)
                || base.get().is(Kind.WORD, 5));
    return segment.isPresent() && segment.get().name().equals(stack ? "ss" : "ds");
  }

  /** True at a parenthesis that has registers in it, not an expression. */
  private boolean atRegisters() {
    if (in.peek() != '(') {
      return false;
    }
    String inside = in.rest().substring(1).stripLeading();
    return inside.startsWith("%") || inside.startsWith(",");
  }
}
