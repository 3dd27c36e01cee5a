package cloister.cpu.disasm;

import java.util.List;

/**
 * One instruction as text.
 *
 * @param length in bytes, at least 1
 * @param prefixes words before the mnemonic, such as {@code rep}
 * @param mnemonic {@code db} for bytes that are no instruction
 * @param operands in NASM's order
 * @param privileged as its row of the opcode table has it
 */
public record Line(
    int length, List<String> prefixes, String mnemonic, List<String> operands, boolean privileged) {

  /** The whole instruction in NASM's syntax. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String prefix : prefixes) {
      text.append(prefix).append(' ');
    }
    text.append(mnemonic);
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? " " : ", ").append(operands.get(i));
    }
    return text.toString();
  }

  public boolean isInstruction() {
    return !mnemonic.equals("db");
  }
}
