package cloister.machine;

import cloister.bus.ByteSink;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;

/** Copies what is written to a port and passes everything on to the device that is there. */
public final class PortLog implements PortDevice {
  private final PortDevice listened;
  private final ByteSink copy;

  private PortLog(PortDevice listened, ByteSink copy) {
    this.listened = listened;
    this.copy = copy;
  }

  /** Listens at one port, byte by byte, lowest byte of a wide access first. */
  public static void listen(PortMap ports, int port, ByteSink copy) {
    ports.add(port, 1, Math.max(1, ports.width(port)), new PortLog(ports.at(port), copy));
  }

  @Override
  public int read(int port, int bytes) {
    return listened == null ? -1 >>> 32 - 8 * bytes : listened.read(port, bytes);
  }

  @Override
  public void write(int port, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      copy.put(value >>> 8 * i & 0xff);
    }
    if (listened != null) {
      listened.write(port, bytes, value);
    }
  }
}
