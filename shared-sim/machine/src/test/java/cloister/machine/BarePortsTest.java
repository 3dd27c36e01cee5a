package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.device.console.Console;
import org.junit.jupiter.api.Test;

class BarePortsTest {
  private final Console console = new Console();
  private final BarePorts ports = new BarePorts(console);

  @Test
  void wideAccessReachesTheConsoleWithTheByteOfItsPort() {
    ports.write(Console.PORT - 1, 2, 'h' << 8 | 'x');
    ports.write(Console.PORT, 4, 'i');
    assertEquals("hi", console.text());
  }

  @Test
  void portsWithoutDeviceReadAsOnes() {
    assertEquals(0xff, ports.read(0x60, 1));
    assertEquals(0xe9ff, ports.read(Console.PORT - 1, 2));
    assertEquals(0xffffffe9, ports.read(Console.PORT, 4));
  }
}
