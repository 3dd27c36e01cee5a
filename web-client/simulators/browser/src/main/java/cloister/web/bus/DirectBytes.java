package cloister.web.bus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.teavm.classlib.PlatformDetector;
import org.teavm.interop.Address;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What {@code cloister.bus.DirectBytes} is in the browser. In WebAssembly the checks of a buffer
 * cost more than the rest of most simulated instructions; as JavaScript it stays a buffer.
 */
public final class DirectBytes {
  private final ByteBuffer buffer;

  /** Where the buffer is in the module's memory. */
  private final int address;

  public DirectBytes(int size) {
    buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    if (PlatformDetector.isWebAssemblyGC()) {
      address = Int8Array.fromJavaBuffer(buffer).getByteOffset();
      clear(size);
    } else {
      address = 0;
    }
  }

  /** Memory that is used again is not zeroed. */
  private void clear(int size) {
    int at = 0;
    for (; at <= size - 4; at += 4) {
      set32(at, 0);
    }
    for (; at < size; at++) {
      set8(at, 0);
    }
  }

  public ByteBuffer buffer() {
    return buffer;
  }

  public int get8(int at) {
    return PlatformDetector.isWebAssemblyGC()
        ? Address.fromInt(address + at).getByte() & 0xff
        : buffer.get(at) & 0xff;
  }

  public int get16(int at) {
    return PlatformDetector.isWebAssemblyGC()
        ? Address.fromInt(address + at).getShort() & 0xffff
        : buffer.getShort(at) & 0xffff;
  }

  public int get32(int at) {
    return PlatformDetector.isWebAssemblyGC()
        ? Address.fromInt(address + at).getInt()
        : buffer.getInt(at);
  }

  public void set8(int at, int value) {
    if (PlatformDetector.isWebAssemblyGC()) {
      Address.fromInt(address + at).putByte((byte) value);
    } else {
      buffer.put(at, (byte) value);
    }
  }

  public void set16(int at, int value) {
    if (PlatformDetector.isWebAssemblyGC()) {
      Address.fromInt(address + at).putShort((short) value);
    } else {
      buffer.putShort(at, (short) value);
    }
  }

  public void set32(int at, int value) {
    if (PlatformDetector.isWebAssemblyGC()) {
      Address.fromInt(address + at).putInt(value);
    } else {
      buffer.putInt(at, value);
    }
  }

  public void copyTo(byte[] into, int from) {
    buffer.get(from, into, 0, into.length);
  }

  public void copyFrom(byte[] from, int to) {
    buffer.put(to, from, 0, from.length);
  }
}
