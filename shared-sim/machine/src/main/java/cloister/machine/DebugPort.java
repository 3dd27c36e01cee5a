package cloister.machine;

import cloister.bus.PortDevice;
import cloister.device.console.Console;

/** A debug console in a port space. */
public record DebugPort(Console console) implements PortDevice {
  @Override
  public int read(int port, int bytes) {
    return Console.PORT;
  }

  @Override
  public void write(int port, int bytes, int value) {
    console.write(value);
  }
}
