package cloister.cpu.decode;

import java.util.List;

/**
 * One row of the opcode table: one way to write an instruction in bytes.
 *
 * @param prefix 66 or F3 where that prefix belongs to the opcode, else 0
 * @param twoByte true when the opcode follows an 0F byte
 * @param opcode the opcode byte; its low three bits are zero where they hold a register number.
 *     With {@link #ESCAPE} above it for one that follows 0F 38
 * @param extension value of the ModR/M reg field that belongs to the opcode, or -1; C0 to FF for
 *     the whole byte behind it, as of x87 instructions without memory, its low three bits zero
 *     where they hold a register number
 * @param op what it does, a constant of {@link Op}
 * @param names the mnemonic at operand size 16 and at operand size 32 (lower case; equal where the
 *     manual has one name). For JCXZ and JECXZ the address size decides.
 * @param operands destination first, as in the manual
 * @param condition condition code 0 to 15 of Jcc, SETcc and CMOVcc, else -1
 * @param lockable true when a LOCK prefix is allowed with a memory destination
 * @param privileged true when ring 3 is refused it, unless IOPL or a permission allows it
 */
public record Encoding(
    int prefix,
    boolean twoByte,
    int opcode,
    int extension,
    int op,
    Names names,
    List<Operand> operands,
    int condition,
    boolean lockable,
    boolean privileged) {

  /** The second byte of an opcode of three bytes, above its third. */
  public static final int ESCAPE = 0x3800;

  /** Mnemonics by operand size. */
  public record Names(String at16, String at32) {
    public boolean dependsOnSize() {
      return !at16.equals(at32);
    }
  }

  public boolean hasModRm() {
    boolean has = extension >= 0;
    for (int i = 0; i < operands.size() && !has; i++) {
      has = operands.get(i).usesModRm();
    }
    return has;
  }

  /** True when the opcode is a byte behind 0F 38. */
  public boolean isThreeByte() {
    return opcode >= ESCAPE;
  }

  /** True when the whole byte behind the opcode belongs to it (D8 to DF with a register, 0F 01). */
  public boolean hasSecondByte() {
    return extension >= 0xC0;
  }

  /** True when the opcode's low three bits are a register number. */
  public boolean hasRegisterInOpcode() {
    return operands.contains(Operand.Zb) || operands.contains(Operand.Zv);
  }
}
