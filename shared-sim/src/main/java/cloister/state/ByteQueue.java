package cloister.state;

/** A queue of bytes with a fixed capacity. */
public final class ByteQueue implements Saveable {
  private final byte[] bytes;
  private int first;
  private int count;

  public ByteQueue(int capacity) {
    bytes = new byte[capacity];
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many more it can take. */
  public int room() {
    return bytes.length - count;
  }

  /** Adds a byte; false when there is no room. */
  public boolean add(int value) {
    if (count == bytes.length) {
      return false;
    }
    bytes[(first + count) % bytes.length] = (byte) value;
    count++;
    return true;
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
