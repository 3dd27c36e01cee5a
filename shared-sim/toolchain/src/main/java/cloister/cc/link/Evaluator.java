package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression;
import cloister.cc.link.script.Script;
import cloister.message.Message;
import java.util.Optional;

/** Computes the expressions of a script while the output is laid out. */
final class Evaluator {
  private final Surroundings surroundings;

  Evaluator(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What expressions may ask for. */
  interface Surroundings {
    Value here();

    /** An address that counts as the location counter does. */
    Value place(long address);

    /** The output section that is being laid out. */
    Optional<OutputSection> current();

    /** A symbol, if it has a value by now. */
    Optional<Value> symbol(String name);

    /** An output section, if it exists. */
    Optional<OutputSection> section(String name);

    Optional<Region> region(String name);

    int headerBytes();

    /** Reported unless something may still be found in another round. */
    void error(Span span, Message message);

    /** True once nothing changes any more, and what is wrong is reported. */
    boolean reports();
  }

  void check(Script.Assert check) {
    if (surroundings.reports() && !value(check.condition()).isTrue()) {
      surroundings.error(check.span(), LinkComplaint.asserted(check.text()));
    }
  }

  Value value(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant ->
          // Between sections a number is an address (3.10.9).
          surroundings.current().isPresent()
              ? Value.of(constant.value())
              : Value.address(constant.value());
      case Expression.Symbol symbol -> symbol(symbol);
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Conditional choice ->
          value(value(choice.condition()).isTrue() ? choice.then() : choice.otherwise());
      case Expression.Align align -> align(value(align.value()), value(align.boundary()).number());
      case Expression.OfSection of -> ofSection(of);
      case Expression.OfRegion of -> ofRegion(of);
      case Expression.Defined defined ->
          Value.of(surroundings.symbol(defined.symbol()).isPresent());
      case Expression.SizeOfHeaders _ -> Value.of(surroundings.headerBytes());
    };
  }

  static long align(long value, long boundary) {
    return boundary <= 1 ? value : (value + boundary - 1) / boundary * boundary;
  }

  /** An address is aligned, even one that counts from a section. */
  private static Value align(Value value, long boundary) {
    long aligned = align(value.absolute(), boundary);
    return value.with(aligned - (value.absolute() - value.number()));
  }

  private Value symbol(Expression.Symbol symbol) {
    if (symbol.isHere()) {
      return surroundings.here();
    }
    Optional<Value> value = surroundings.symbol(symbol.name());
    if (value.isEmpty()) {
      surroundings.error(symbol.span(), LinkComplaint.scriptSymbol(symbol.name()));
    }
    return value.orElse(Value.address(0));
  }

  private Value unary(Expression.Unary unary) {
    Value value = value(unary.operand());
    return switch (unary.operator()) {
      case "-" -> value.with(-value.number());
      case "~" -> value.with(~value.number());
      case "!" -> Value.of(!value.isTrue());
      case "LOG2CEIL" -> Value.of(log2(value.absolute()));
      default -> Value.address(absolute(value));
    };
  }

  /** Within a section a plain number counts from its start. */
  private long absolute(Value value) {
    return value.plain()
        ? surroundings
            .current()
            .map(current -> Value.within(current, value.number()).absolute())
            .orElse(value.number())
        : value.absolute();
  }

  private static int log2(long value) {
    int bits = 0;
    while (bits < 63 && 1L << bits < value) {
      bits++;
    }
    return bits;
  }

  private Value binary(Expression.Binary binary) {
    Value left = value(binary.left());
    if (binary.operator().equals("&&") && !left.isTrue()) {
      return Value.of(0);
    }
    if (binary.operator().equals("||") && left.isTrue()) {
      return Value.of(1);
    }
    Value right = value(binary.right());
    boolean alike = left.section().equals(right.section()) || left.plain() || right.plain();
    if (!alike) {
      left = left.toAddress();
      right = right.toAddress();
    }
    long number = number(binary, left.number(), right.number());
    boolean both = !left.plain() && !right.plain();
    boolean inSection = surroundings.current().isPresent();
    return switch (binary.operator()) {
      case "==", "!=", "<", "<=", ">", ">=" -> Value.of(number);
      case "&&", "||" -> Value.of(right.isTrue());
      default -> {
        if (both && left.section().isPresent()) {
          yield inSection ? Value.of(number) : Value.address(number);
        }
        boolean homeless = left.plain() || both && left.home().isEmpty();
        yield (homeless ? right : left).with(number);
      }
    };
  }

  private long number(Expression.Binary binary, long left, long right) {
    return switch (binary.operator()) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/", "%" -> divided(binary, left, right);
      case "&" -> left & right;
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "<<" -> right >= 0 && right < 64 ? left << right : 0;
      case ">>" -> right >= 0 && right < 64 ? left >>> right : 0;
      case "==" -> left == right ? 1 : 0;
      case "!=" -> left != right ? 1 : 0;
      case "<" -> left < right ? 1 : 0;
      case "<=" -> left <= right ? 1 : 0;
      case ">" -> left > right ? 1 : 0;
      case ">=" -> left >= right ? 1 : 0;
      case "&&", "||" -> right;
      case "MAX" -> Math.max(left, right);
      case "MIN" -> Math.min(left, right);
      default -> throw new IllegalStateException(binary.operator());
    };
  }

  private long divided(Expression.Binary binary, long left, long right) {
    if (right == 0) {
      surroundings.error(binary.span(), LinkComplaint.scriptDivision());
      return 0;
    }
    return binary.operator().equals("/") ? left / right : left % right;
  }

  private Value ofSection(Expression.OfSection of) {
    Optional<OutputSection> found = surroundings.section(of.section());
    if (found.isEmpty()) {
      return Value.of(0);
    }
    OutputSection section = found.get();
    return switch (of.function()) {
      case "SIZEOF" -> Value.of(section.sizeBytes);
      case "ALIGNOF" -> Value.of(section.alignment);
      case "LOADADDR" -> Value.address(section.loadAddress & 0xFFFFFFFFL);
      default -> Value.within(section, 0);
    };
  }

  private Value ofRegion(Expression.OfRegion of) {
    Optional<Region> region = surroundings.region(of.region());
    if (region.isEmpty()) {
      surroundings.error(of.span(), LinkComplaint.noRegion(of.region()));
      return Value.of(0);
    }
    return of.function().equals("ORIGIN")
        ? surroundings.place(region.get().origin)
        : Value.of(region.get().length);
  }
}
