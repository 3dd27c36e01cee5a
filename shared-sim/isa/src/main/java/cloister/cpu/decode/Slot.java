package cloister.cpu.decode;

/**
 * How a decoded instruction lies in a block's int array: {@link #STRIDE} words, each at its index.
 *
 * <p>The first word holds the operation in bits 0 to 9 and, above it, what prefixes and opcode
 * decided. Operand words hold a kind in the bits above 3 and a register number below.
 */
public final class Slot {
  public static final int STRIDE = 8;

  public static final int OP = 0;
  public static final int LENGTH = 1;
  public static final int A = 2;
  public static final int B = 3;
  public static final int EA = 4;
  public static final int DISPLACEMENT = 5;
  public static final int IMMEDIATE = 6;
  public static final int C = 7;

  /** Operand kinds, in operand words above bit 3. */
  public static final int NONE = 0;

  public static final int REGISTER8 = 1;
  public static final int REGISTER16 = 2;
  public static final int REGISTER32 = 3;
  public static final int MEMORY8 = 4;
  public static final int MEMORY16 = 5;
  public static final int MEMORY32 = 6;
  public static final int CONSTANT = 7;
  public static final int SEGMENT_REGISTER = 8;
  public static final int CONTROL_REGISTER = 9;

  /** The address alone (LEA, far pointers, pseudo-descriptors). */
  public static final int MEMORY_ADDRESS = 10;

  /** A register of the x87 stack, by its distance from the top. */
  public static final int STACK_REGISTER = 11;

  /** What an x87 instruction has in memory; the register number says the format. */
  public static final int FLOATING_MEMORY = 12;

  public static final int DEBUG_REGISTER = 13;

  public static final int SINGLE = 0;
  public static final int DOUBLE = 1;
  public static final int EXTENDED = 2;
  public static final int INTEGER16 = 3;
  public static final int INTEGER32 = 4;
  public static final int INTEGER64 = 5;
  public static final int DECIMAL = 6;
  public static final int CONTROL_WORD = 7;

  /** Base and index number in the EA word when there is none: the register that is always 0. */
  public static final int NO_REGISTER = 8;

  private static final int SIZE_SHIFT = 10;
  private static final int OPERAND32 = 1 << 12;
  private static final int ADDRESS32 = 1 << 13;
  private static final int REPEAT_SHIFT = 14;
  private static final int CONDITION_SHIFT = 20;
  private static final int DISTANCE_SHIFT = 4;

  /** No repeat prefix, F3 and F2. */
  public static final int REPEAT_NONE = 0;

  public static final int REPEAT_EQUAL = 1;
  public static final int REPEAT_NOT_EQUAL = 2;

  private Slot() {}

  static int header(
      int op, int size, boolean operand32, boolean address32, int repeat, int condition) {
    return op
        | size << SIZE_SHIFT
        | (operand32 ? OPERAND32 : 0)
        | (address32 ? ADDRESS32 : 0)
        | repeat << REPEAT_SHIFT
        | (condition & 15) << CONDITION_SHIFT;
  }

  static int lengthWord(int length, int distance) {
    return length | distance << DISTANCE_SHIFT;
  }

  static int withOp(int header, int op) {
    return header & ~0x3ff | op;
  }

  public static int operand(int kind, int register) {
    return kind << 4 | register;
  }

  static int ea(int base, int index, int scale, int segment, boolean address32) {
    return base | index << 4 | scale << 8 | segment << 10 | (address32 ? ADDRESS32 : 0);
  }

  public static int op(int header) {
    return header & 0x3ff;
  }

  /** The operation without regard to its form: never one of {@link Op#FREQUENT}. */
  public static int meaning(int header) {
    return FrequentForms.meaning(op(header));
  }

  /** Bytes of the instruction, from its {@link #LENGTH} word. */
  public static int length(int word) {
    return word & 15;
  }

  /** Bytes from the top of the block to the instruction, from its {@link #LENGTH} word. */
  public static int distance(int word) {
    return word >>> DISTANCE_SHIFT;
  }

  /**
   * Whether an operand in memory is read or written, of those that have one among the first two: a
   * long NOP names one that nobody accesses.
   */
  public static boolean accessesMemory(int[] code, int at) {
    return (isMemory(code[at + A]) || isMemory(code[at + B])) && meaning(code[at]) != Op.NOP;
  }

  /**
   * The slot that a near branch of a {@link Op#FREQUENT} form leads to; -1 when out of the block.
   */
  public static int slotOfTarget(int[] code, int at) {
    return code[at + C] - 1;
  }

  /** Operand size: 0 byte, 1 word, 2 doubleword. */
  public static int size(int header) {
    return header >>> SIZE_SHIFT & 3;
  }

  /** The operand-size attribute of the instruction, which stack operations and branches follow. */
  public static boolean operand32(int header) {
    return (header & OPERAND32) != 0;
  }

  public static boolean address32(int header) {
    return (header & ADDRESS32) != 0;
  }

  public static int repeat(int header) {
    return header >>> REPEAT_SHIFT & 3;
  }

  public static int condition(int header) {
    return header >>> CONDITION_SHIFT & 15;
  }

  public static int kind(int operand) {
    return operand >> 4;
  }

  public static int register(int operand) {
    return operand & 15;
  }

  public static boolean isMemory(int operand) {
    int kind = operand >> 4;
    return kind >= MEMORY8 && kind <= MEMORY32;
  }

  /** 1, 2 or 4 for an operand in memory. */
  public static int memoryBytes(int operand) {
    return 1 << (operand >> 4) - MEMORY8;
  }

  public static int eaBase(int ea) {
    return ea & 15;
  }

  public static int eaIndex(int ea) {
    return ea >>> 4 & 15;
  }

  public static int eaScale(int ea) {
    return ea >>> 8 & 3;
  }

  public static int eaSegment(int ea) {
    return ea >>> 10 & 7;
  }

  public static boolean eaAddress32(int ea) {
    return (ea & ADDRESS32) != 0;
  }
}
