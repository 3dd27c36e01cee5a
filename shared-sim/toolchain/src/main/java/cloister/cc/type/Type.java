package cloister.cc.type;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A type (C11 6.2.5). Sizes and alignments are in bytes, those of the i386 System V ABI. Structures
 * and enumerations are objects with an identity of their own; all others are values.
 */
public sealed interface Type permits Type.Scalar, Type.Array, Type.Function, RecordType, Type.Void {

  /** Size in bytes; of a type without one, an {@link IllegalStateException}. */
  int size();

  int alignment();

  /**
   * False for {@code void}, arrays without a length, and tags whose list has not been read so far.
   */
  boolean isComplete();

  /** What a value in a register or on the x87 stack can have. */
  sealed interface Scalar extends Type permits IntegerType, Floating, Pointer {
    @Override
    default boolean isComplete() {
      return true;
    }
  }

  record Void() implements Type {
    @Override
    public int size() {
      throw new IllegalStateException("void has no size");
    }

    @Override
    public int alignment() {
      return 1;
    }

    @Override
    public boolean isComplete() {
      return false;
    }
  }

  /** The real floating types; {@code long double} is the x87's 80 bits in 12 bytes. */
  enum Floating implements Scalar {
    FLOAT(4),
    DOUBLE(8),
    LONG_DOUBLE(12);

    private final int size;

    Floating(int size) {
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int alignment() {
      return 4;
    }
  }

  record Pointer(Qualified target) implements Scalar {
    @Override
    public int size() {
      return 4;
    }

    @Override
    public int alignment() {
      return 4;
    }
  }

  /**
   * An array.
   *
   * @param length the number of elements, {@link #UNKNOWN} without one, {@link #VARIABLE} when it
   *     is computed when the declaration is reached
   * @param computed which computed length it is; none in a prototype's {@code [*]}
   */
  record Array(Qualified element, int length, Optional<VariableLength> computed) implements Type {
    public static final int UNKNOWN = -1;
    public static final int VARIABLE = -2;

    public Array(Qualified element, int length) {
      this(element, length, Optional.empty());
    }

    public Array withElement(Qualified other) {
      return new Array(other, length, computed);
    }

    @Override
    public int size() {
      if (length < 0) {
        throw new IllegalStateException("array without a constant length");
      }
      return element.type().size() * length;
    }

    @Override
    public int alignment() {
      return element.type().alignment();
    }

    @Override
    public boolean isComplete() {
      return length != UNKNOWN;
    }
  }

  /**
   * A function.
   *
   * @param parameters with arrays and functions already adjusted to pointers
   * @param prototype false when nothing is known of the parameters
   */
  record Function(
      Type result,
      List<Qualified> parameters,
      boolean variadic,
      boolean prototype,
      Convention convention)
      implements Type {
    /** A function of the plain convention. */
    public Function(Type result, List<Qualified> parameters, boolean variadic, boolean prototype) {
      this(result, parameters, variadic, prototype, Convention.PLAIN);
    }

    public Function {
      parameters = List.copyOf(parameters);
      Objects.requireNonNull(result);
    }

    public Function with(Convention other) {
      return new Function(result, parameters, variadic, prototype, other);
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public int alignment() {
      return 1;
    }

    @Override
    public boolean isComplete() {
      return true;
    }
  }

  default boolean isInteger() {
    return this instanceof IntegerType;
  }

  default boolean isFloating() {
    return this instanceof Floating;
  }

  default boolean isArithmetic() {
    return isInteger() || isFloating();
  }

  default boolean isPointer() {
    return this instanceof Pointer;
  }

  /** True when its size is known only when the program runs. */
  default boolean isVariable() {
    return this instanceof Array array
        && (array.length == Array.VARIABLE || array.element.type().isVariable());
  }

  default boolean isVoid() {
    return this instanceof Void;
  }

  default boolean isScalar() {
    return this instanceof Scalar;
  }
}
