package cloister.cpu.decode;

/**
 * Where an operand comes from, in the notation of SDM 2, appendix A.2: the capital letter is the
 * place, the small one the size ({@code b} byte, {@code w} word, {@code v} word or doubleword by
 * operand size, {@code d} doubleword, {@code z} immediate of operand size).
 */
public enum Operand {
  /** ModR/M byte: general register or memory. */
  Eb,
  Ew,
  Ev,
  Ed,
  /** Memory word, or a register of operand size (SLDT, STR, SMSW, MOV from segment register). */
  Es,
  /** ModR/M reg field: general register. */
  Gb,
  Gw,
  Gv,
  Gd,
  /** Immediates; {@code IbS} is sign-extended to the operand size. */
  Ib,
  IbS,
  Iw,
  Iz,
  /** Relative branch displacements. */
  Jb,
  Jz,
  /** Direct far pointer: offset of operand size, then selector. */
  Ap,
  /** Memory only: any, far pointer, table pseudo-descriptor, bounds pair, quadword. */
  M,
  Mp,
  Ms,
  Ma,
  Mq,
  /**
   * Memory only, of one size, as the x87 instructions use it: real numbers, integers, BCD, words.
   */
  M32fp,
  M64fp,
  M80fp,
  M16int,
  M32int,
  M64int,
  M80bcd,
  M2byte,
  /** x87 registers: the top of the stack; the one that the low three bits of ModR/M name. */
  ST0,
  STi,
  /** Direct offset without ModR/M byte. */
  Ob,
  Ov,
  /** ModR/M reg field: segment, control, debug register; ModR/M r/m field: register only. */
  Sw,
  Cd,
  Dd,
  Rd,
  /** Register number in the low three bits of the opcode. */
  Zb,
  Zv,
  /** Registers and constants that the opcode implies. */
  AL,
  AX,
  eAX,
  CL,
  DX,
  ES,
  CS,
  SS,
  DS,
  FS,
  GS,
  ONE,
  THREE;

  /** True when the operand is described by the ModR/M byte. */
  public boolean usesModRm() {
    return switch (this) {
      case Eb, Ew, Ev, Ed, Es, Gb, Gw, Gv, Gd, M, Mp, Ms, Ma, Mq, Sw, Cd, Dd, Rd, STi -> true;
      default -> isFloatingPointMemory();
    };
  }

  /** True when the operand may be memory described by the ModR/M byte. */
  public boolean mayBeMemory() {
    return switch (this) {
      case Eb, Ew, Ev, Ed, Es, M, Mp, Ms, Ma, Mq -> true;
      default -> isFloatingPointMemory();
    };
  }

  /** True when the operand must be memory. */
  public boolean mustBeMemory() {
    return switch (this) {
      case M, Mp, Ms, Ma, Mq -> true;
      default -> isFloatingPointMemory();
    };
  }

  /** True for the operands of a size of their own that only x87 instructions have. */
  public boolean isFloatingPointMemory() {
    return ordinal() >= M32fp.ordinal() && ordinal() <= M2byte.ordinal();
  }
}
