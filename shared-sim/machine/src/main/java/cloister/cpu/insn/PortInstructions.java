package cloister.cpu.insn;

import cloister.cpu.access.Operands;
import cloister.cpu.access.PortAccess;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/** IN and OUT. */
public final class PortInstructions implements Group {
  private final Operands operands;
  private final PortAccess ports;

  public PortInstructions(Operands operands, PortAccess ports) {
    this.operands = operands;
    this.ports = ports;
  }

  @Override
  public void execute(int[] code, int at) {
    int size = Slot.size(code[at]);
    int bytes = Alu.bytes(size);
    if (Slot.op(code[at]) == Op.IN) {
      int port = operands.read(code, at, code[at + Slot.B]) & 0xffff;
      operands.setRegister(Core.EAX, size, ports.read(port, bytes, form(code[at + Slot.B])));
    } else {
      int port = operands.read(code, at, code[at + Slot.A]) & 0xffff;
      int value = operands.register(Core.EAX, size);
      ports.write(port, bytes, form(code[at + Slot.A]), value);
    }
  }

  private static int form(int port) {
    return Slot.kind(port) == Slot.CONSTANT ? Virtualization.PORT_IMMEDIATE : 0;
  }
}
