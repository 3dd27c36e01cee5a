package cloister.asm.encode;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Operand;
import java.util.List;

/**
 * One way to assemble a mnemonic: a row of the opcode table at one operand size.
 *
 * @param operandSize 16 or 32, or 0 when the row has no operand of operand size
 * @param sizeNamed true when the mnemonic itself says the operand size, as {@code iretd}
 * @param addressSize 16 or 32 when the mnemonic says it, as {@code jecxz}, else 0
 * @param source for each operand of the row, which written operand it is; {@link #IMPLIED_TEN} is
 *     the radix of AAM and AAD, {@link #IMPLIED_ST0} and {@link #IMPLIED_ST1} x87 registers
 * @param written how many operands are written
 */
record Form(
    Encoding row,
    int operandSize,
    boolean sizeNamed,
    int addressSize,
    List<Integer> source,
    int written) {
  static final int IMPLIED_TEN = -1;
  static final int IMPLIED_ST0 = -2;
  static final int IMPLIED_ST1 = -3;

  Operand slot(int index) {
    return row.operands().get(index);
  }

  /** Bits of what a slot holds, or 0 when it has no size of its own. */
  int bits(Operand slot) {
    return switch (slot) {
      case Eb, Gb, Zb, Ob, Ib, AL, CL -> 8;
      case Ew, Gw, Iw, DX, AX, M16int, M2byte -> 16;
      case Ev, Gv, Zv, Ov, Iz, Jz, eAX, Ap, Mp -> operandSize;
      case Ed, Gd, Rd, Cd, Dd, M32fp, M32int -> 32;
      case Mq, M64fp, M64int -> 64;
      case M80fp, M80bcd, ST0, STi -> 80;
      case IbS -> operandSize;
      default -> 0;
    };
  }

  boolean isBranchThroughMemory() {
    return row.op() == Op.CALL || row.op() == Op.JMP;
  }

  boolean isFarBranchThroughMemory() {
    return row.op() == Op.CALL_FAR || row.op() == Op.JMP_FAR;
  }

  /** True when one register is written that is the destination: FADD TO ST1. */
  boolean isToDestination() {
    return written == 1 && source.size() == 2 && source.get(1) == IMPLIED_ST0 && !pops();
  }

  boolean isFloatingPoint() {
    int group = Op.group(row.op());
    return group >= Op.FPU_ARITHMETIC && group <= Op.FPU_FUNCTION;
  }

  private boolean pops() {
    return row.op() >= Op.FADDP && row.op() <= Op.FDIVRP;
  }

  /** True for a branch with a byte of displacement. */
  boolean isShort() {
    return row.operands().contains(Operand.Jb);
  }

  /** True when the branch has a longer form too. */
  boolean isShortOfTwo() {
    return row.op() == Op.JMP || row.op() == Op.JCC;
  }

  /** MOVZX and MOVSX from a word to a word: chosen only when the sizes are written. */
  boolean extendsNothing() {
    boolean extension = row.op() == Op.MOVZX || row.op() == Op.MOVSX;
    return extension && operandSize == 16 && slot(1) == Operand.Ew;
  }

  /** True when an operand of the same size tells the size of memory (NASM's size match). */
  boolean sizesMatch() {
    int group = Op.group(row.op());
    return group == Op.ARITHMETIC || row.op() == Op.MOV;
  }

  /** A word source that may be written as a doubleword register: its upper half is ignored. */
  boolean takesWiderRegister() {
    return row.op() == Op.MOV_TO_SEGMENT || row.op() == Op.LAR || row.op() == Op.LSL;
  }
}
