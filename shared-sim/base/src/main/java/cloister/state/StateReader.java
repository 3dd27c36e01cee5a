package cloister.state;

import java.util.Arrays;

/** Reads back, field by field, what a {@link StateWriter} collected. */
public final class StateReader {
  private final byte[] bytes;
  private int position;

  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int readInt() {
    int value =
        bytes[position] & 0xff
            | (bytes[position + 1] & 0xff) << 8
            | (bytes[position + 2] & 0xff) << 16
            | (bytes[position + 3] & 0xff) << 24;
    position += 4;
    return value;
  }

  public long readLong() {
    int low = readInt();
    return (long) readInt() << 32 | low & 0xffff_ffffL;
  }

  public boolean readBoolean() {
    return readInt() != 0;
  }

  public void readInts(int[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = readInt();
    }
  }

  public byte[] readBytes() {
    int count = readInt();
    position += count;
    return Arrays.copyOfRange(bytes, position - count, position);
  }

  /** Fills an array with what was written as one of its length. */
  public void readBytes(byte[] into) {
    byte[] saved = readBytes();
    System.arraycopy(saved, 0, into, 0, into.length);
  }

  public boolean atEnd() {
    return position == bytes.length;
  }
}
