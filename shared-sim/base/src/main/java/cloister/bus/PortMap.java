package cloister.bus;

/**
 * The port space of a board: which device answers at which port. An access that is wider than its
 * device, or not aligned, or that meets several devices, is done in smaller pieces, lowest port
 * first.
 */
public final class PortMap implements Ports {
  private static final int PORTS = 1 << 16;

  private final PortDevice[] devices = new PortDevice[PORTS];
  private final byte[] widths = new byte[PORTS];

  /**
   * Puts a device at ports, in place of what was there.
   *
   * @param width most bytes that the device takes at once: 1, 2 or 4
   */
  public void add(int first, int count, int width, PortDevice device) {
    for (int port = first; port < first + count; port++) {
      devices[port] = device;
      widths[port] = (byte) width;
    }
  }

  /** The device at a port, or null: nobody answers. */
  public PortDevice at(int port) {
    return devices[port];
  }

  /** Most bytes that the device at a port takes at once; 0 where there is none. */
  public int width(int port) {
    return widths[port];
  }

  @Override
  public int read(int port, int bytes) {
    if (isWhole(port, bytes)) {
      return devices[port].read(port, bytes);
    }
    if (bytes == 1) {
      return 0xff;
    }
    int half = bytes / 2;
    int low = read(port, half);
    return low | read(port + half & PORTS - 1, half) << 8 * half;
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (isWhole(port, bytes)) {
      devices[port].write(port, bytes, bytes == 4 ? value : value & (1 << 8 * bytes) - 1);
    } else if (bytes > 1) {
      int half = bytes / 2;
      write(port, half, value);
      write(port + half & PORTS - 1, half, value >>> 8 * half);
    }
  }

  private boolean isWhole(int port, int bytes) {
    return devices[port] != null && bytes <= widths[port] && (port & bytes - 1) == 0;
  }
}
