package cloister.machine;

import cloister.bus.Ports;
import cloister.device.console.Console;

/** The port space of a board with nothing but a debug console. */
final class BarePorts implements Ports {
  private final Console console;

  BarePorts(Console console) {
    this.console = console;
  }

  @Override
  public int read(int port, int bytes) {
    int open = bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    return port == Console.PORT ? open & ~0xff | Console.PORT : open;
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (port == Console.PORT) {
      console.write(value);
    }
  }
}
