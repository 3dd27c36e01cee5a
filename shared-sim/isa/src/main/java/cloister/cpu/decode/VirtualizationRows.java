package cloister.cpu.decode;

/**
 * The rows of VT-x (SDM 3, chapter 30). A processor without it does not know them in any ring.
 *
 * <p>Those of 0F 01 have the whole byte behind the opcode as extension.
 */
final class VirtualizationRows {
  private final OpcodeTable table;

  VirtualizationRows(OpcodeTable table) {
    this.table = table;
  }

  void add() {
    table.row0F(0x01, 0xC1, "vmcall", Op.VMCALL);
    table.row0F(0x01, 0xC2, "vmlaunch", Op.VMLAUNCH);
    table.row0F(0x01, 0xC3, "vmresume", Op.VMRESUME);
    table.row0F(0x01, 0xC4, "vmxoff", Op.VMXOFF);
    table.row0F(0x78, -1, "vmread Ed,Gd", Op.VMREAD);
    table.row0F(0x79, -1, "vmwrite Gd,Ed", Op.VMWRITE);
    table.row0F(0xC7, 6, "vmptrld Mq", Op.VMPTRLD);
    table.row0F(0xC7, 7, "vmptrst Mq", Op.VMPTRST);
    table.withPrefix(0x66, 0xC7, 6, "vmclear Mq", Op.VMCLEAR);
    table.withPrefix(0xF3, 0xC7, 6, "vmxon Mq", Op.VMXON);
    table.withPrefix(0x66, Encoding.ESCAPE | 0x80, -1, "invept Gd,M", Op.INVEPT);
    table.withPrefix(0x66, Encoding.ESCAPE | 0x81, -1, "invvpid Gd,M", Op.INVVPID);
  }
}
