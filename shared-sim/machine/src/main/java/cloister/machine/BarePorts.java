package cloister.machine;

import cloister.bus.Ports;
import cloister.device.console.Console;

/** The port space of a board with nothing but a debug console; wide accesses go byte by byte. */
final class BarePorts implements Ports {
  private static final int OPEN_BUS = 0xff;

  private final Console console;

  BarePorts(Console console) {
    this.console = console;
  }

  @Override
  public int read(int port, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      int answer = port + i == Console.PORT ? Console.PORT : OPEN_BUS;
      value |= answer << 8 * i;
    }
    return value;
  }

  @Override
  public void write(int port, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      if (port + i == Console.PORT) {
        console.write(value >>> 8 * i);
      }
    }
  }
}
