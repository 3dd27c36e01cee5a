package cloister.bits;

import java.util.Arrays;

/** A growing row of bytes, numbers little end first. */
public final class Bytes {
  private byte[] bytes = new byte[16];
  private int length;

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  public void add(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  public void add(long value, int count) {
    for (int i = 0; i < count; i++) {
      add((int) (i < 8 ? value >> 8 * i : value >> 63));
    }
  }

  public int get(int at) {
    return bytes[at] & 0xFF;
  }

  /** Puts a number over bytes that are there. */
  public void set(int at, long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Adds a stretch of other bytes. */
  public void add(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  public void zeros(int count) {
    room(count);
    Arrays.fill(bytes, length, length + count, (byte) 0);
    length += count;
  }

  public void append(Bytes other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      byte[] larger = new byte[Math.max(2 * bytes.length, length + more)];
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
  }
}
