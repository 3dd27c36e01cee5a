package cloister.device.uart;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** A queue of bytes with a fixed capacity. */
final class Fifo implements Saveable {
  private final byte[] bytes;
  private int first;
  private int count;

  Fifo(int capacity) {
    bytes = new byte[capacity];
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Adds a byte; false when there is no room. */
  boolean add(int value) {
    if (count == bytes.length) {
      return false;
    }
    bytes[(first + count) % bytes.length] = (byte) value;
    count++;
    return true;
  }

  int take() {
    int value = bytes[first] & 0xff;
    first = (first + 1) % bytes.length;
    count--;
    return value;
  }

  void clear() {
    first = 0;
    count = 0;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeInt(bytes[(first + i) % bytes.length]);
    }
  }

  @Override
  public void load(StateReader in) {
    clear();
    int saved = in.readInt();
    for (int i = 0; i < saved; i++) {
      add(in.readInt());
    }
  }
}
