package cloister.analysis;

import cloister.bits.Hex;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;

/**
 * A row of the opcode table that was run and that no ring may use here, so that nothing can be
 * compared.
 *
 * @param opcode its bytes
 * @param reason a sentence
 */
public record Refused(String name, String opcode, String reason) {
  static Refused of(Encoding row) {
    String bytes = row.isThreeByte() ? "0F 38 " : row.twoByte() ? "0F " : "";
    String opcode = bytes + Hex.hex8(row.opcode() & 0xFF);
    return new Refused(Names.of(row), opcode, reason(row));
  }

  private static String reason(Encoding row) {
    return switch (row.op()) {
      case Op.UD -> "It is there to be refused.";
      case Op.RSM -> "The processor has no system-management mode.";
      case Op.VMCALL,
          Op.VMLAUNCH,
          Op.VMRESUME,
          Op.VMXOFF,
          Op.VMXON,
          Op.VMREAD,
          Op.VMWRITE,
          Op.VMPTRLD,
          Op.VMPTRST,
          Op.VMCLEAR,
          Op.INVEPT,
          Op.INVVPID ->
          "The processor of these trials is from before VT-x.";
      case Op.RDPMC -> "The processor has no performance counters.";
      default -> throw new IllegalStateException("no ring does " + row);
    };
  }
}
