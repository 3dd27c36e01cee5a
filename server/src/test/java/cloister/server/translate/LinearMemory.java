package cloister.server.translate;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.DataSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A module's memory that is put together of buffers; elsewhere there is nothing. */
final class LinearMemory implements Memory {
  private static final int PAGES = 1 << 12;

  private final TreeMap<Integer, ByteBuffer> buffers = new TreeMap<>();

  void place(int address, ByteBuffer buffer) {
    buffers.put(address, buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  private Map.Entry<Integer, ByteBuffer> at(int address) {
    Map.Entry<Integer, ByteBuffer> found = buffers.floorEntry(address);
    if (found == null || address - found.getKey() >= found.getValue().capacity()) {
      throw new IllegalStateException("nothing at " + Integer.toHexString(address));
    }
    return found;
  }

  @Override
  public byte read(int address) {
    var found = at(address);
    return found.getValue().get(address - found.getKey());
  }

  @Override
  public void writeByte(int address, byte value) {
    var found = at(address);
    found.getValue().put(address - found.getKey(), value);
  }

  @Override
  public short readShort(int address) {
    var found = at(address);
    return found.getValue().getShort(address - found.getKey());
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xFFFF;
  }

  @Override
  public void writeShort(int address, short value) {
    var found = at(address);
    found.getValue().putShort(address - found.getKey(), value);
  }

  @Override
  public int readInt(int address) {
    var found = at(address);
    return found.getValue().getInt(address - found.getKey());
  }

  @Override
  public void writeI32(int address, int value) {
    var found = at(address);
    found.getValue().putInt(address - found.getKey(), value);
  }

  @Override
  public int pages() {
    return PAGES;
  }

  @Override
  public int initialPages() {
    return PAGES;
  }

  @Override
  public int maximumPages() {
    return PAGES;
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    // Translated regions have no data.
  }

  @Override
  public int grow(int pages) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object lock(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, int expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, long expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int notify(int address, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void initPassiveSegment(int segment, int to, int from, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(int address, byte[] bytes, int offset, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] readBytes(int address, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeLong(int address, long value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long readLong(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeF32(int address, float value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long readF32(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float readFloat(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeF64(int address, double value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double readDouble(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long readF64(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void zero() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fill(byte value, int from, int to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void drop(int segment) {
    throw new UnsupportedOperationException();
  }
}
