package cloister.bus;

/** The 64 KiB input/output address space, as the processor sees it. */
public interface Ports {
  /**
   * @param port 0 to 0xFFFF
   * @param bytes 1, 2 or 4
   * @return the value, zero-extended; all ones where no device answers
   */
  int read(int port, int bytes);

  void write(int port, int bytes, int value);
}
