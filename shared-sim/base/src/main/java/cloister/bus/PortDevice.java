package cloister.bus;

/** A device in the port space, as {@link PortMap} calls it. */
public interface PortDevice {
  /**
   * @param port its full number
   * @param bytes 1, 2 or 4; never more than the width that the device was added with
   * @return the value, zero-extended
   */
  int read(int port, int bytes);

  void write(int port, int bytes, int value);
}
