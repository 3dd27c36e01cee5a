package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** What was typed to a guest and waits until its kernel takes it. */
final class ConsoleInput implements Saveable {
  /** What comes when so many bytes wait is lost, as at a serial line. */
  static final int CAPACITY = 256;

  private final byte[] bytes = new byte[CAPACITY];
  private int count;

  void add(int value) {
    if (count < CAPACITY) {
      bytes[count] = (byte) value;
      count++;
    }
  }

  int count() {
    return count;
  }

  /** The byte that has waited longest but for so many. */
  int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Forgets those that have waited longest. */
  void drop(int taken) {
    count -= taken;
    System.arraycopy(bytes, taken, bytes, 0, count);
  }

  @Override
  public void save(StateWriter out) {
    byte[] waiting = new byte[count];
    System.arraycopy(bytes, 0, waiting, 0, count);
    out.writeBytes(waiting);
  }

  @Override
  public void load(StateReader in) {
    byte[] waiting = in.readBytes();
    count = waiting.length;
    System.arraycopy(waiting, 0, bytes, 0, count);
  }
}
