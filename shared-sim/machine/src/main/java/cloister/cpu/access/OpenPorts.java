package cloister.cpu.access;

import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.event.Event;
import cloister.event.Families;

/** Input and output by a program that may use the port: breakpoints see it, and it is reported. */
public final class OpenPorts {
  private final Core core;

  public OpenPorts(Core core) {
    this.core = core;
  }

  /**
   * @param bytes 1, 2 or 4
   * @return zero-extended
   */
  public int read(int port, int bytes) {
    int value = core.ports.read(port, bytes);
    watch(port, bytes);
    if (core.tracing(Families.PORTS)) {
      core.emit(new Event.PortRead(port, bytes, value));
    }
    return value;
  }

  public void write(int port, int bytes, int value) {
    core.ports.write(port, bytes, value);
    watch(port, bytes);
    if (core.tracing(Families.PORTS)) {
      core.emit(new Event.PortWritten(port, bytes, value));
    }
  }

  /** Breakpoints on ports need CR4.DE (SDM 3, 19.2.4). */
  private void watch(int port, int bytes) {
    if ((core.cr4 & Core.CR4_DE) != 0) {
      core.meet(core.debug.match(port, bytes, DebugRegisters.PORT, DebugRegisters.PORT));
    }
  }
}
