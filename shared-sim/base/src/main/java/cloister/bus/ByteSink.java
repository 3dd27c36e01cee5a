package cloister.bus;

/** Where a device's bytes leave the machine. */
public interface ByteSink {
  /**
   * @param value 0 to 255
   */
  void put(int value);

  ByteSink NONE = value -> {};
}
