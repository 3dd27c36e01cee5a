package cloister.kernel.seccomp;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

/**
 * A program of classic BPF that is asked about each call: an accumulator, an index register X and
 * sixteen words, and jumps that only lead forward, so that it always ends (kernel/seccomp.c and
 * net/core/filter.c of Linux).
 */
public final class FilterProgram {
  public static final int MOST_INSTRUCTIONS = 4096;
  public static final int INSTRUCTION_BYTES = 8;

  private static final int WORDS = 16;

  /** Of each instruction, two words as struct sock_filter has them. */
  private final int[] words;

  private FilterProgram(int[] words) {
    this.words = words;
  }

  /**
   * @param words code, jt and jf in the first of two words, k in the second
   * @throws KernelError EINVAL for one that may not run
   */
  public static FilterProgram of(int[] words) throws KernelError {
    FilterProgram program = new FilterProgram(words);
    int count = program.length();
    boolean right = count > 0 && count <= MOST_INSTRUCTIONS;
    for (int i = 0; right && i < count; i++) {
      right = program.isRight(i);
    }
    if (!right || !Opcode.isReturn(program.code(count - 1)) || !program.readsOnlyWritten()) {
      throw Errno.EINVAL.error();
    }
    return program;
  }

  /** One that was found to be right before it was saved. */
  static FilterProgram loaded(int[] words) {
    return new FilterProgram(words);
  }

  int[] words() {
    return words;
  }

  public int length() {
    return words.length / 2;
  }

  private int code(int at) {
    return words[2 * at] & 0xffff;
  }

  private int whenTrue(int at) {
    return words[2 * at] >>> 16 & 0xff;
  }

  private int whenFalse(int at) {
    return words[2 * at] >>> 24;
  }

  private int number(int at) {
    return words[2 * at + 1];
  }

  private boolean isRight(int at) {
    int code = code(at);
    int number = number(at);
    int behind = length() - at - 1;
    if (!Opcode.isKnown(code)) {
      return false;
    }
    return switch (Opcode.group(code)) {
      case Opcode.LOAD, Opcode.LOAD_INDEX ->
          switch (Opcode.source(code)) {
            case Opcode.ABSOLUTE ->
                Integer.compareUnsigned(number, CallData.BYTES) < 0 && (number & 3) == 0;
            case Opcode.MEMORY -> isWord(number);
            default -> true;
          };
      case Opcode.STORE, Opcode.STORE_INDEX -> isWord(number);
      case Opcode.ARITHMETIC -> Opcode.isByIndex(code) || isOperand(code, number);
      case Opcode.JUMP ->
          Opcode.isConditional(code)
              ? whenTrue(at) < behind && whenFalse(at) < behind
              : Integer.compareUnsigned(number, behind) < 0;
      default -> true;
    };
  }

  private static boolean isWord(int number) {
    return number >= 0 && number < WORDS;
  }

  private static boolean isOperand(int code, int number) {
    return switch (Opcode.operation(code)) {
      case Opcode.DIVIDE -> number != 0;
      case Opcode.SHIFT_LEFT, Opcode.SHIFT_RIGHT -> number >= 0 && number < 32;
      default -> true;
    };
  }

  /** Whether each word is written on every way that leads to where it is read. */
  private boolean readsOnlyWritten() {
    int[] known = new int[length()];
    java.util.Arrays.fill(known, -1);
    int written = 0;
    for (int at = 0; at < length(); at++) {
      written &= known[at];
      int code = code(at);
      switch (Opcode.group(code)) {
        case Opcode.STORE, Opcode.STORE_INDEX -> written |= 1 << number(at);
        case Opcode.LOAD, Opcode.LOAD_INDEX -> {
          if (Opcode.source(code) == Opcode.MEMORY && (written >>> number(at) & 1) == 0) {
            return false;
          }
        }
        case Opcode.JUMP -> {
          boolean conditional = Opcode.isConditional(code);
          known[at + 1 + (conditional ? whenTrue(at) : number(at))] &= written;
          known[at + 1 + (conditional ? whenFalse(at) : number(at))] &= written;
          written = -1;
        }
        default -> {}
      }
    }
    return true;
  }

  /**
   * What it says of a call.
   *
   * @param value of SECCOMP_RET_*
   * @param instructions that have run
   */
  record Result(int value, int instructions) {}

  Result run(CallData call) {
    int accumulator = 0;
    int index = 0;
    int[] memory = new int[WORDS];
    int at = 0;
    for (int done = 1; ; done++) {
      int code = code(at);
      int number = number(at);
      switch (Opcode.group(code)) {
        case Opcode.LOAD -> accumulator = load(code, number, memory, call);
        case Opcode.LOAD_INDEX -> index = load(code, number, memory, call);
        case Opcode.STORE -> memory[number] = accumulator;
        case Opcode.STORE_INDEX -> memory[number] = index;
        case Opcode.ARITHMETIC -> {
          int operand = Opcode.isByIndex(code) ? index : number;
          if (Opcode.operation(code) == Opcode.DIVIDE && operand == 0) {
            return new Result(0, done);
          }
          accumulator = compute(Opcode.operation(code), accumulator, operand);
        }
        case Opcode.JUMP -> {
          int operand = Opcode.isByIndex(code) ? index : number;
          at += distance(at, accumulator, operand);
        }
        case Opcode.RETURN -> {
          return new Result(code == Opcode.RETURN_NUMBER ? number : accumulator, done);
        }
        default -> {
          if (code == Opcode.TO_INDEX) {
            index = accumulator;
          } else {
            accumulator = index;
          }
        }
      }
      at++;
    }
  }

  private static int load(int code, int number, int[] memory, CallData call) {
    return switch (Opcode.source(code)) {
      case Opcode.IMMEDIATE -> number;
      case Opcode.MEMORY -> memory[number];
      case Opcode.LENGTH -> CallData.BYTES;
      default -> call.word(number);
    };
  }

  private static int compute(int operation, int left, int right) {
    return switch (operation) {
      case Opcode.ADD -> left + right;
      case Opcode.SUBTRACT -> left - right;
      case Opcode.MULTIPLY -> left * right;
      case Opcode.DIVIDE -> Integer.divideUnsigned(left, right);
      case Opcode.OR -> left | right;
      case Opcode.AND -> left & right;
      case Opcode.SHIFT_LEFT -> left << right;
      case Opcode.SHIFT_RIGHT -> left >>> right;
      case Opcode.NEGATE -> -left;
      default -> left ^ right;
    };
  }

  private int distance(int at, int left, int right) {
    boolean holds =
        switch (Opcode.operation(code(at))) {
          case Opcode.EQUAL -> left == right;
          case Opcode.GREATER -> Integer.compareUnsigned(left, right) > 0;
          case Opcode.GREATER_OR_EQUAL -> Integer.compareUnsigned(left, right) >= 0;
          default -> (left & right) != 0;
        };
    if (!Opcode.isConditional(code(at))) {
      return number(at);
    }
    return holds ? whenTrue(at) : whenFalse(at);
  }

  /**
   * How many instructions Linux makes of it, which is what it counts against the bound of a chain
   * (bpf_convert_filter).
   */
  int convertedLength() {
    int count = 3;
    for (int at = 0; at < length(); at++) {
      count += converted(at);
    }
    return count;
  }

  private int converted(int at) {
    int code = code(at);
    return switch (Opcode.group(code)) {
      case Opcode.ARITHMETIC ->
          Opcode.operation(code) == Opcode.DIVIDE && Opcode.isByIndex(code) ? 5 : 1;
      case Opcode.JUMP -> {
        if (!Opcode.isConditional(code)) {
          yield 1;
        }
        int wide = !Opcode.isByIndex(code) && number(at) < 0 ? 1 : 0;
        boolean turns = whenTrue(at) == 0 && Opcode.operation(code) != Opcode.ANY_BIT;
        boolean one = whenFalse(at) == 0 || turns;
        yield wide + (one ? 1 : 2);
      }
      case Opcode.RETURN -> code == Opcode.RETURN_NUMBER ? 2 : 1;
      default -> 1;
    };
  }
}
