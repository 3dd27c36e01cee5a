package cloister.cc.generate.machine;

/** What an instruction does with its operands: reads, writes, or both. */
public final class Roles {
  public static final int USE = 1;
  public static final int DEFINE = 2;
  public static final int BOTH = USE | DEFINE;

  /** Written before all operands are read: shares no register with any. */
  public static final int EARLY = 4;

  private Roles() {}

  /** The role of an operand that is a register; registers of an address are always read. */
  public static int of(String mnemonic, int index, int count) {
    if (index > 0) {
      return mnemonic.equals("xchg") ? BOTH : USE;
    }
    return switch (mnemonic) {
      case "mov", "lea", "movzx", "movsx", "pop", "bsf", "bsr", "fnstsw" -> DEFINE;
      case "imul" -> count == 3 ? DEFINE : count == 2 ? BOTH : USE;
      case "cmp", "test", "push", "jmp", "call", "mul", "div", "idiv", "bt" -> USE;
      default -> mnemonic.startsWith("set") ? DEFINE : BOTH;
    };
  }
}
