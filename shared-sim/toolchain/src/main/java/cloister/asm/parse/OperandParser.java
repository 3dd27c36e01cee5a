package cloister.asm.parse;

import cloister.asm.parse.Operand.Distance;
import cloister.asm.parse.Operand.Qualifiers;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operands of an instruction. */
final class OperandParser {
  private static final int MOST_OPERANDS = 5;

  private final Words words;
  private final ExpressionParser expressions;
  private final Problems problems;

  OperandParser(Words words, ExpressionParser expressions, Problems problems) {
    this.words = words;
    this.expressions = expressions;
    this.problems = problems;
  }

  /** All operands up to the end of the statement, or nothing after reporting a problem. */
  Optional<List<Operand>> parse() {
    List<Operand> operands = new ArrayList<>();
    if (words.atEnd()) {
      return Optional.of(operands);
    }
    do {
      Optional<Operand> operand = operand();
      if (operand.isEmpty()) {
        return Optional.empty();
      }
      operands.add(operand.get());
    } while (operands.size() < MOST_OPERANDS && words.take(","));
    if (!words.atEnd()) {
      problems.error(words.span(), Complaint.unexpectedAfterOperand(words.text()));
      return Optional.empty();
    }
    return Optional.of(operands);
  }

  private Optional<Operand> operand() {
    Span start = words.span();
    Qualifiers qualifiers = qualifiers();
    if (words.take("[")) {
      return memory(qualifiers, Optional.empty(), start);
    }
    Optional<Register> segment = segmentBefore("[");
    if (segment.isPresent()) {
      words.take("[");
      return memory(qualifiers, segment, start);
    }
    Optional<Expression> value = expressions.parse();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (words.take(":")) {
      return farPointer(value.get(), qualifiers, start);
    }
    Span span = start.to(words.before());
    if (value.get() instanceof Expression.Named named) {
      boolean to = qualifiers.distance() == Distance.TO;
      return Optional.of(new Operand.InRegister(named.register(), to, span));
    }
    return Optional.of(new Operand.Immediate(value.get(), qualifiers, span));
  }

  private Qualifiers qualifiers() {
    int size = 0;
    boolean strict = false;
    Distance distance = Distance.ANY;
    while (!words.atEnd()) {
      String word = words.lowerName();
      int bits = sizeOf(word);
      if (bits > 0) {
        size = bits;
      } else if (word.equals("strict")) {
        strict = true;
      } else if (word.equals("short")) {
        distance = Distance.SHORT;
      } else if (word.equals("near")) {
        distance = Distance.NEAR;
      } else if (word.equals("far")) {
        distance = Distance.FAR;
      } else if (word.equals("to") && !words.ahead(1, ",")) {
        distance = Distance.TO;
      } else if (!word.equals("ptr")) {
        break;
      }
      words.next();
    }
    return new Qualifiers(size, strict, distance);
  }

  private static int sizeOf(String word) {
    return switch (word) {
      case "byte" -> 8;
      case "word" -> 16;
      case "dword" -> 32;
      case "qword" -> 64;
      case "tword" -> 80;
      default -> 0;
    };
  }

  private Optional<Operand> farPointer(Expression selector, Qualifiers before, Span start) {
    Qualifiers after = qualifiers();
    Optional<Expression> offset = expressions.parse();
    int size = after.size() > 0 ? after.size() : before.size();
    return offset.map(
        value -> new Operand.FarPointer(selector, value, size, start.to(words.before())));
  }

  /** Reads what is between the brackets, the opening one being taken. */
  private Optional<Operand> memory(Qualifiers size, Optional<Register> outer, Span start) {
    int displacement = 0;
    boolean noSplit = false;
    Optional<Register> segment = outer;
    while (true) {
      Optional<Register> inner = segmentBefore("");
      if (inner.isPresent()) {
        segment = inner;
      } else if (sizeOf(words.lowerName()) > 0) {
        displacement = sizeOf(Words.lower(words.next().text()));
      } else if (words.takeName("nosplit")) {
        noSplit = true;
      } else if (!words.takeName("abs") && !words.takeName("rel")) {
        break;
      }
    }
    Optional<Expression> address = expressions.parse();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (!words.take("]")) {
      problems.error(words.span(), Complaint.expected("]"));
      return Optional.empty();
    }
    Span span = start.to(words.before());
    return Optional.of(
        new Operand.Memory(address.get(), size, displacement, segment, noSplit, span));
  }

  /** Takes {@code segment :} when it stands here, before the given symbol if that is not empty. */
  private Optional<Register> segmentBefore(String symbol) {
    Optional<Register> register = Register.named(words.lowerName());
    boolean override =
        register.isPresent()
            && register.get().kind() == Register.Kind.SEGMENT
            && words.ahead(1, ":")
            && (symbol.isEmpty() || words.ahead(2, symbol));
    if (!override) {
      return Optional.empty();
    }
    words.next();
    words.next();
    return register;
  }
}
