package cloister.asm.parse;

import java.util.Optional;

/** Instruction prefixes by NASM's names, in the order in which NASM writes them. */
public enum Prefix {
  WAIT(0x9B, Slot.WAIT),
  REP(0xF3, Slot.REPEAT),
  REPNE(0xF2, Slot.REPEAT),
  LOCK(0xF0, Slot.LOCK),
  ES(0x26, Slot.SEGMENT),
  CS(0x2E, Slot.SEGMENT),
  SS(0x36, Slot.SEGMENT),
  DS(0x3E, Slot.SEGMENT),
  FS(0x64, Slot.SEGMENT),
  GS(0x65, Slot.SEGMENT),
  O16(0x66, Slot.OPERAND_SIZE),
  O32(0x66, Slot.OPERAND_SIZE),
  A16(0x67, Slot.ADDRESS_SIZE),
  A32(0x67, Slot.ADDRESS_SIZE);

  /** An instruction has at most one prefix of each. */
  public enum Slot {
    WAIT,
    REPEAT,
    LOCK,
    SEGMENT,
    OPERAND_SIZE,
    ADDRESS_SIZE
  }

  private final int code;
  private final Slot slot;

  Prefix(int code, Slot slot) {
    this.code = code;
    this.slot = slot;
  }

  public int code() {
    return code;
  }

  public Slot slot() {
    return slot;
  }

  /** The prefix of a word in lower case. */
  public static Optional<Prefix> named(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "wait" -> WAIT;
          case "rep", "repe", "repz" -> REP;
          case "repne", "repnz" -> REPNE;
          case "lock" -> LOCK;
          case "es" -> ES;
          case "cs" -> CS;
          case "ss" -> SS;
          case "ds" -> DS;
          case "fs" -> FS;
          case "gs" -> GS;
          case "o16" -> O16;
          case "o32" -> O32;
          case "a16" -> A16;
          case "a32" -> A32;
          default -> null;
        });
  }

  /** The override of a segment register, by its number. */
  public static Prefix ofSegment(int number) {
    return values()[ES.ordinal() + number];
  }
}
