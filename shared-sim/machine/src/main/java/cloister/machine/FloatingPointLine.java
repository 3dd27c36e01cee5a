package cloister.machine;

import cloister.bus.Line;
import cloister.bus.PortDevice;
import cloister.cpu.Cpu;

/**
 * The way of the x87 unit's FERR# around the processor: interrupt 13, whose handler writes to port
 * 0xF0, which lets the line go and the unit go on (SDM 1, D.2.1).
 */
final class FloatingPointLine implements PortDevice {
  static final int PORT = 0xf0;

  private static final int OPEN_BUS = 0xff;

  private final Cpu cpu;
  private final Line interrupt;

  FloatingPointLine(Cpu cpu, Line interrupt) {
    this.cpu = cpu;
    this.interrupt = interrupt;
  }

  /** After the processor ran: a unit that stands still asks for its interrupt. */
  void look() {
    if (cpu.halted() && cpu.floatingPointError()) {
      interrupt.set(true);
    }
  }

  @Override
  public int read(int port, int bytes) {
    return OPEN_BUS;
  }

  @Override
  public void write(int port, int bytes, int value) {
    interrupt.set(false);
    cpu.ignoreFloatingPointError();
  }
}
