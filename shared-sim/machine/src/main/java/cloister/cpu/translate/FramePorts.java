package cloister.cpu.translate;

import cloister.cpu.access.OpenPorts;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Slot;

/** IN, OUT with the registers of a frame, and whether ports may be used unchecked. */
final class FramePorts {
  private static final int PORT_MASK = 0xffff;

  private final Core core;
  private final Frame frame;
  private final OpenPorts open;

  FramePorts(Core core, Frame frame) {
    this.core = core;
    this.frame = frame;
    open = new OpenPorts(core);
  }

  /** Whether every port may be used as it is used here, in a ring. */
  boolean allows(int ring) {
    return ring <= core.flags.iopl() && (core.cr4 & Core.CR4_DE) == 0 && !core.tracing();
  }

  int read(int port, int bytes) {
    return open.read(port, bytes);
  }

  /** Does an OUT. */
  void write(int[] code, int at) {
    int bytes = 1 << Slot.size(code[at]);
    int mask = -1 >>> 32 - 8 * bytes;
    int value = frame.get(Frame.GENERAL + Core.EAX) & mask;
    open.write(port(code, at, code[at + Slot.A]), bytes, value);
  }

  private int port(int[] code, int at, int operand) {
    boolean constant = Slot.kind(operand) == Slot.CONSTANT;
    int port = constant ? code[at + Slot.IMMEDIATE] : frame.get(Frame.GENERAL + Core.EDX);
    return port & PORT_MASK;
  }
}
