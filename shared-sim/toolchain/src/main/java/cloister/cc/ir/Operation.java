package cloister.cc.ir;

import cloister.cc.ir.Operand.Register;
import cloister.cc.tree.Constraint;
import cloister.cc.tree.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One operation (three-address code). Registers are words unless it says real. Wide operands are
 * pairs, the low word first.
 */
public sealed interface Operation {

  /** Copies a word or a real; the kinds are the same. */
  record Copy(Register to, Operand from) implements Operation {}

  record Binary(BinaryOperator operator, Register to, Operand left, Operand right)
      implements Operation {}

  record Unary(UnaryOperator operator, Register to, Operand operand) implements Operation {}

  /** 1 when the condition holds, else 0. */
  record Compare(Condition condition, Register to, Operand left, Operand right)
      implements Operation {}

  /** The low 8 or 16 bits, extended to 32. */
  record Extend(Register to, Operand from, int bits, boolean signed) implements Operation {}

  /** The full product of two words. */
  record MultiplyLong(boolean signed, Register toLow, Register toHigh, Operand left, Operand right)
      implements Operation {}

  /**
   * 64-bit arithmetic that carries from word to word: ADD, SUBTRACT, MULTIPLY, and shifts by a word
   * (0 to 63) in {@code rightLow}. Division is a call.
   */
  record WideBinary(
      BinaryOperator operator,
      Register toLow,
      Register toHigh,
      Operand leftLow,
      Operand leftHigh,
      Operand rightLow,
      Operand rightHigh)
      implements Operation {}

  record WideNegate(Register toLow, Register toHigh, Operand low, Operand high)
      implements Operation {}

  record WideCompare(
      Condition condition,
      Register to,
      Operand leftLow,
      Operand leftHigh,
      Operand rightLow,
      Operand rightHigh)
      implements Operation {}

  /** Reads 8, 16 or 32 bits and extends them to a word. */
  record Load(Register to, Address from, int bits, boolean signed, boolean isVolatile)
      implements Operation {}

  record Store(Address to, Operand value, int bits, boolean isVolatile) implements Operation {}

  /** The address itself. */
  record AddressOf(Register to, Address address) implements Operation {}

  /** Reads a real of a format; to a real register. */
  record RealLoad(Register to, Address from, RealFormat format, boolean isVolatile)
      implements Operation {}

  /** Rounds to the format and writes. */
  record RealStore(Address to, Operand value, RealFormat format, boolean isVolatile)
      implements Operation {}

  record RealBinary(RealOperator operator, Register to, Operand left, Operand right)
      implements Operation {}

  record RealUnary(RealUnaryOperator operator, Register to, Operand operand) implements Operation {}

  /** Rounds to a narrower format, as assignments and casts must (C11 5.2.4.2.2). */
  record RealRound(Register to, Operand operand, RealFormat format) implements Operation {}

  /** 1 when the condition holds; unordered operands make only NOT_EQUAL and UNORDERED true. */
  record RealCompare(RealCondition condition, Register to, Operand left, Operand right)
      implements Operation {}

  /**
   * From an integer.
   *
   * @param high missing for a word
   */
  record RealFromInteger(Register to, Operand low, Optional<Operand> high, boolean signed)
      implements Operation {}

  /**
   * To an integer, towards zero.
   *
   * @param toHigh missing for a word
   */
  record RealToInteger(Register toLow, Optional<Register> toHigh, Operand operand, boolean signed)
      implements Operation {}

  /**
   * A call; the caller takes away the arguments that the callee leaves on the stack.
   *
   * @param callee a symbol's address, or a word
   * @param results none, one word, two (EDX:EAX), or one real (ST0)
   * @param popped bytes that the callee takes from the stack: the hidden address of a structure's
   *     result (i386 ABI, 3-11), or all, as its convention says
   */
  record Call(
      Operand callee, List<Argument> arguments, List<Register> results, int popped, boolean returns)
      implements Operation {}

  /** Copies a block of memory; source and destination do not overlap, or are the same. */
  record CopyBlock(Address to, Address from, int bytes, boolean isVolatile) implements Operation {}

  record ClearBlock(Address to, int bytes, boolean isVolatile) implements Operation {}

  /** Room on the stack for a number of bytes; its address is aligned to 16. */
  record Allocate(Register to, Operand bytes) implements Operation {}

  /** The stack pointer before a block with arrays of variable length. */
  record SaveStack(Register to) implements Operation {}

  record RestoreStack(Operand from) implements Operation {}

  /** A byte-order swap or a bit count of a word. */
  record Bits(BitOperator operator, Register to, Operand operand) implements Operation {}

  /** EBP of this frame, or the return address. */
  record FrameValue(Register to, boolean returnAddress) implements Operation {}

  /** The address of a block, which is a goal of {@link Terminator.JumpComputed}. */
  record BlockAddress(Register to, BasicBlock block) implements Operation {}

  /**
   * Inline assembly.
   *
   * @param outputs in the order of the template's numbers; {@code +} operands are read too
   */
  record Assembly(
      Statement.Assembly source, List<AssemblyOutput> outputs, List<AssemblyInput> inputs)
      implements Operation {}

  /**
   * An output.
   *
   * @param register set when the constraint asks for one, two for a wide value or one real
   * @param address set when it asks for memory
   * @param bits 8, 16, 32, 64, or 80 for a real
   */
  record AssemblyOutput(
      Constraint constraint, List<Register> register, Optional<Address> address, int bits) {}

  /**
   * An input.
   *
   * @param value the value of a register or immediate, two for a wide value
   */
  record AssemblyInput(
      Constraint constraint, List<Operand> value, Optional<Address> address, int bits) {}

  /** An argument's word that came in a register. Such operations stand before all others. */
  record Incoming(Register to, ArgumentRegister from) implements Operation {}

  /** What arguments can come in, in the order of their encoding. */
  enum ArgumentRegister {
    EAX,
    ECX,
    EDX
  }

  /** An argument, pushed from right to left. */
  sealed interface Argument {
    /** Bytes on the stack. */
    int bytes();

    static int bytes(List<Argument> arguments) {
      int bytes = 0;
      for (Argument argument : arguments) {
        bytes += argument.bytes();
      }
      return bytes;
    }

    record Word(Operand value) implements Argument {
      @Override
      public int bytes() {
        return 4;
      }
    }

    /** A word that is not on the stack. */
    record InRegister(Operand value, ArgumentRegister register) implements Argument {
      @Override
      public int bytes() {
        return 0;
      }
    }

    /** A real in a format: 4, 8 or 12 bytes. */
    record InFormat(Operand value, RealFormat format) implements Argument {
      @Override
      public int bytes() {
        return format.bytes();
      }
    }

    /** A structure's bytes, rounded up to a multiple of 4. */
    record Block(Address from, int size) implements Argument {
      @Override
      public int bytes() {
        return size + 3 & -4;
      }
    }
  }

  /** Word arithmetic, modulo 2 to the 32. Shift counts are 0 to 31. */
  enum BinaryOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    DIVIDE_UNSIGNED,
    REMAINDER,
    REMAINDER_UNSIGNED,
    AND,
    OR,
    XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    SHIFT_RIGHT_SIGNED
  }

  /** With one operand. */
  enum UnaryOperator {
    NEGATE,
    COMPLEMENT
  }

  /** Of integers. */
  enum Condition {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    BELOW,
    BELOW_EQUAL,
    ABOVE,
    ABOVE_EQUAL;

    /** Holds when this one does not. */
    public Condition negated() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_EQUAL;
        case LESS_EQUAL -> GREATER;
        case GREATER -> LESS_EQUAL;
        case GREATER_EQUAL -> LESS;
        case BELOW -> ABOVE_EQUAL;
        case BELOW_EQUAL -> ABOVE;
        case ABOVE -> BELOW_EQUAL;
        case ABOVE_EQUAL -> BELOW;
      };
    }

    /** The same with the operands exchanged. */
    public Condition swapped() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_EQUAL -> GREATER_EQUAL;
        case GREATER -> LESS;
        case GREATER_EQUAL -> LESS_EQUAL;
        case BELOW -> ABOVE;
        case BELOW_EQUAL -> ABOVE_EQUAL;
        case ABOVE -> BELOW;
        case ABOVE_EQUAL -> BELOW_EQUAL;
      };
    }
  }

  /** Of reals. */
  enum RealCondition {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    UNORDERED,
    ORDERED
  }

  /** In memory. */
  enum RealFormat {
    SINGLE(4),
    DOUBLE(8),
    EXTENDED(12);

    private final int bytes;

    RealFormat(int bytes) {
      this.bytes = bytes;
    }

    public int bytes() {
      return bytes;
    }
  }

  /** Real arithmetic in extended precision. */
  enum RealOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
  }

  /** With one operand. */
  enum RealUnaryOperator {
    NEGATE,
    ABSOLUTE,
    SQUARE_ROOT
  }

  /** Of a word. */
  enum BitOperator {
    SWAP_BYTES,
    /** 31 minus the number of the highest set bit; undefined for zero. */
    LEADING_ZEROS,
    /** The number of the lowest set bit; undefined for zero. */
    TRAILING_ZEROS
  }
}
