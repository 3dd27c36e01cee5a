package cloister.state;

import java.util.Arrays;

/** Collects the saved state of a machine as little-endian bytes, one field after another. */
public final class StateWriter {
  private byte[] bytes = new byte[256];
  private int length;

  public void writeInt(int value) {
    reserve(4);
    bytes[length++] = (byte) value;
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) (value >> 16);
    bytes[length++] = (byte) (value >> 24);
  }

  /** The low word, then the high one. */
  public void writeLong(long value) {
    writeInt((int) value);
    writeInt((int) (value >> 32));
  }

  public void writeBoolean(boolean value) {
    writeInt(value ? 1 : 0);
  }

  public void writeInts(int[] values) {
    for (int value : values) {
      writeInt(value);
    }
  }

  /** Writes a length and then the bytes. */
  public void writeBytes(byte[] values) {
    writeInt(values.length);
    reserve(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
