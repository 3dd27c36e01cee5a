package cloister.device.pci;

import cloister.bus.PortDevice;

/** Configuration mechanism 1: an address port and a window on what it names. */
final class Ports implements PortDevice {
  static final int ADDRESS = 0xcf8;
  static final int DATA = 0xcfc;
  static final int COUNT = 4;

  private final Pci pci;

  Ports(Pci pci) {
    this.pci = pci;
  }

  @Override
  public int read(int port, int bytes) {
    if (port >= DATA) {
      return pci.readConfiguration(port - DATA, bytes);
    }
    // Only a whole word reaches the address register.
    return bytes == 4 ? pci.address() : -1 >>> 32 - 8 * bytes;
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (port >= DATA) {
      pci.writeConfiguration(port - DATA, bytes, value);
    } else if (bytes == 4) {
      pci.setAddress(value);
    }
  }
}
