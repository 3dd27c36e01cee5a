package cloister.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortMapTest {
  private final PortMap ports = new PortMap();
  private final List<String> seen = new ArrayList<>();

  private final class Recorder implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      seen.add("in " + Integer.toHexString(port) + " " + bytes);
      return bytes == 1 ? port & 0xff : 0xa5a5a5a5 >>> 32 - 8 * bytes;
    }

    @Override
    public void write(int port, int bytes, int value) {
      seen.add("out " + Integer.toHexString(port) + " " + Integer.toHexString(value));
    }
  }

  @Test
  void portsWithoutDeviceReadAsOnes() {
    assertEquals(0xff, ports.read(0x60, 1));
    assertEquals(-1, ports.read(0x60, 4));
    ports.write(0x60, 4, 1);
  }

  @Test
  void anAccessWiderThanTheDeviceGoesInPieces() {
    ports.add(0x40, 4, 1, new Recorder());
    assertEquals(0x43424140, ports.read(0x40, 4));
    ports.write(0x41, 2, 0xabcd);
    assertEquals(
        List.of("in 40 1", "in 41 1", "in 42 1", "in 43 1", "out 41 cd", "out 42 ab"), seen);
  }

  @Test
  void anAccessAtTheEdgeMeetsNobodyBesides() {
    ports.add(0x40, 1, 1, new Recorder());
    assertEquals(0xffffff40, ports.read(0x40, 4));
    assertEquals(0x40ff, ports.read(0x3f, 2));
  }

  @Test
  void aWideDeviceIsAskedOnce() {
    ports.add(0x1f0, 1, 4, new Recorder());
    assertEquals(0xa5a5, ports.read(0x1f0, 2));
    ports.write(0x1f0, 4, 0x12345678);
    assertEquals(List.of("in 1f0 2", "out 1f0 12345678"), seen);
  }

  @Test
  void anUnalignedAccessGoesInPieces() {
    ports.add(0xcfc, 4, 4, new Recorder());
    assertEquals(0xfefd, ports.read(0xcfd, 2));
    assertEquals(List.of("in cfd 1", "in cfe 1"), seen);
  }

  @Test
  void theSpaceEndsAtItsLastPort() {
    ports.add(0xffff, 1, 1, new Recorder());
    ports.add(0, 1, 1, new Recorder());
    assertEquals(0x00ff, ports.read(0xffff, 2));
  }
}
