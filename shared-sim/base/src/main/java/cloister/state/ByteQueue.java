package cloister.state;

/** A queue of bytes with a fixed capacity; it has memory for no more than it has held. */
public final class ByteQueue implements Saveable {
  private static final int FIRST_BYTES = 256;

  private final int capacity;
  private byte[] bytes;
  private int first;
  private int count;

  public ByteQueue(int capacity) {
    this.capacity = capacity;
    bytes = new byte[Math.min(capacity, FIRST_BYTES)];
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many more it can take. */
  public int room() {
    return capacity - count;
  }

  /** Adds a byte; false when there is no room. */
  public boolean add(int value) {
    if (count == capacity) {
      return false;
    }
    if (count == bytes.length) {
      grow();
    }
    bytes[(first + count) % bytes.length] = (byte) value;
    count++;
    return true;
  }

  private void grow() {
    byte[] larger = new byte[Math.min(capacity, 2 * bytes.length)];
    for (int i = 0; i < count; i++) {
      larger[i] = bytes[(first + i) % bytes.length];
    }
    bytes = larger;
    first = 0;
  }

  public int take() {
    int value = bytes[first] & 0xff;
    first = (first + 1) % bytes.length;
    count--;
    return value;
  }

  public void clear() {
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
