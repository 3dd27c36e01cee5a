package cloister.cc.tree;

import cloister.asm.report.Span;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * An expression whose conversions are all written out: operands of an arithmetic operator have its
 * type already, arrays and functions have become addresses, and reading an object is a {@link
 * Read}. Places (lvalues) are the expressions in {@link Place}.
 */
public sealed interface Expression {
  Type type();

  Span span();

  /** An integer or pointer constant; of a narrow type, the value extended as the type says. */
  record Constant(long value, Type type, Span span) implements Expression {}

  record RealConstant(Real value, Type type, Span span) implements Expression {}

  /** What a place holds. The type has no qualifiers. */
  record Read(Place place, Type type, Span span) implements Expression {}

  /** The address of a place; of an array's first element when an array became a pointer. */
  record AddressOf(Place place, Type type, Span span) implements Expression {}

  record FunctionAddress(Symbol.Function function, Type type, Span span) implements Expression {}

  /** GNU's {@code &&label}. */
  record LabelAddress(Label label, Type type, Span span) implements Expression {}

  /** Between scalars, or to {@code void}. To {@code _Bool} it compares with zero. */
  record Convert(Expression operand, Type type, Span span) implements Expression {}

  record Unary(UnaryOperator operator, Expression operand, Type type, Span span)
      implements Expression {}

  /**
   * Arithmetic, bits, shifts and comparisons; comparisons give {@code int}. The operands have the
   * same type but for shifts, where the right one is {@code int}.
   */
  record Binary(BinaryOperator operator, Expression left, Expression right, Type type, Span span)
      implements Expression {}

  /** {@code &&} or {@code ||}; the operands are scalars. */
  record Logical(boolean and, Expression left, Expression right, Type type, Span span)
      implements Expression {}

  /**
   * Pointer plus index times size.
   *
   * @param index an {@code int}, negated already for a subtraction
   * @param size bytes of an element, an {@code int} expression for arrays of variable length
   */
  record PointerAdd(Expression pointer, Expression index, Expression size, Type type, Span span)
      implements Expression {}

  /** The distance of two pointers in elements. */
  record PointerDifference(Expression left, Expression right, Expression size, Type type, Span span)
      implements Expression {}

  /** Gives the value that was stored. Structures too. */
  record Assign(Place target, Expression value, Type type, Span span) implements Expression {}

  /**
   * {@code target op= value}: the target is read once, converted to the type of {@code value},
   * combined, converted back and stored; for a pointer, {@code value} is a byte distance. A shift
   * is done in the target's promoted type by a {@code value} that is {@code int}.
   *
   * @param result true when the expression is worth the new value, false for the old one, as behind
   *     a postfix operator
   */
  record Update(
      Place target, BinaryOperator operator, Expression value, boolean result, Type type, Span span)
      implements Expression {}

  record Conditional(
      Expression condition, Expression then, Expression otherwise, Type type, Span span)
      implements Expression {}

  /**
   * GNU's {@code condition ?: otherwise}: the condition's value is used again, after its conversion
   * to the type of the whole.
   */
  record Elvis(Expression condition, Expression otherwise, Type type, Span span)
      implements Expression {}

  record Comma(Expression left, Expression right, Type type, Span span) implements Expression {}

  /**
   * A call.
   *
   * @param function a pointer to a function
   * @param arguments converted to the parameters' types, or promoted
   */
  record Call(Expression function, List<Expression> arguments, Type type, Span span)
      implements Expression {
    /** The same call from another place of the source. */
    public Call at(Span other) {
      return new Call(function, arguments, type, other);
    }
  }

  /** GNU's statement expression; without a value, its type is {@code void}. */
  record StatementValue(Statement.Block body, Optional<Expression> value, Type type, Span span)
      implements Expression {}

  /** {@code va_start(list, …)}: the list is an address of a {@code va_list}. */
  record VariableStart(Expression list, Type type, Span span) implements Expression {}

  record VariableArgument(Expression list, Type type, Span span) implements Expression {}

  /** The compiler's own functions: what they do is in the operation. */
  record Builtin(BuiltinOperation operation, List<Expression> arguments, Type type, Span span)
      implements Expression {}

  /** Where an object is. */
  sealed interface Place {
    Qualified type();

    Span span();
  }

  record VariablePlace(Variable variable, Span span) implements Place {
    @Override
    public Qualified type() {
      return variable.type();
    }
  }

  /** What a pointer points to. */
  record Indirect(Expression pointer, Qualified type, Span span) implements Place {}

  record MemberPlace(Place base, Field field, Qualified type, Span span) implements Place {}

  /** The temporary that holds a structure's value: the result of a call, and such. */
  record Temporary(Expression value, Qualified type, Span span) implements Place {}

  /** A compound literal inside a function: initialised each time that it is reached. */
  record LiteralPlace(Variable variable, List<Statement.Store> stores, boolean zeroFirst, Span span)
      implements Place {
    @Override
    public Qualified type() {
      return variable.type();
    }
  }

  /** Operators with one operand. */
  enum UnaryOperator {
    NEGATE,
    COMPLEMENT,
    /** Gives {@code int}. */
    NOT
  }

  /** Operators with two; the operands' type says signed or unsigned, whole or real. */
  enum BinaryOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    AND,
    OR,
    XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL;

    public boolean isComparison() {
      return ordinal() >= EQUAL.ordinal();
    }
  }

  /** What GNU's builtin functions do when they are not plain calls. */
  enum BuiltinOperation {
    ALLOCA,
    BSWAP16,
    BSWAP32,
    BSWAP64,
    COUNT_LEADING_ZEROS,
    COUNT_TRAILING_ZEROS,
    POPULATION_COUNT,
    FRAME_ADDRESS,
    RETURN_ADDRESS,
    TRAP,
    UNREACHABLE,
    REAL_ABSOLUTE,
    REAL_SQUARE_ROOT,
    /** Comparisons that are false, without a trap, when an operand is not a number. */
    IS_UNORDERED,
    MEMORY_BARRIER
  }
}
