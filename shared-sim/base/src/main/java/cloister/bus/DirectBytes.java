package cloister.bus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes outside the heap, little-endian, which translated code reaches, too. They are 0 at first.
 *
 * <p>Whoever uses them has to know that an address is inside: in WebAssembly nobody looks, because
 * another class takes the place of this one there.
 */
public final class DirectBytes {
  private final ByteBuffer buffer;

  /**
   * @param size bytes
   */
  public DirectBytes(int size) {
    buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same bytes, for the host. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Zero-extended. */
  public int get8(int at) {
    return buffer.get(at) & 0xff;
  }

  /** Zero-extended. */
  public int get16(int at) {
    return buffer.getShort(at) & 0xffff;
  }

  public int get32(int at) {
    return buffer.getInt(at);
  }

  public void set8(int at, int value) {
    buffer.put(at, (byte) value);
  }

  public void set16(int at, int value) {
    buffer.putShort(at, (short) value);
  }

  public void set32(int at, int value) {
    buffer.putInt(at, value);
  }

  /** Fills an array from here. */
  public void copyTo(byte[] into, int from) {
    buffer.get(from, into, 0, into.length);
  }

  /** Takes all of an array. */
  public void copyFrom(byte[] from, int to) {
    buffer.put(to, from, 0, from.length);
  }
}
