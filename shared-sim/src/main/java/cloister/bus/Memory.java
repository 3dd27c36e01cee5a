package cloister.bus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Physical memory: one direct little-endian buffer of whole 4 KiB pages.
 *
 * <p>Every page remembers whether it was written since {@link #clearDirty} and whether it holds
 * decoded code, so that a store costs one comparison when neither changes. Reads outside the memory
 * give ones and writes there vanish, as on a bus where nobody answers.
 */
public final class Memory {
  public static final int PAGE_BITS = 12;
  public static final int PAGE_SIZE = 1 << PAGE_BITS;

  private static final byte DIRTY = 1;
  private static final byte CODE = 2;

  private final ByteBuffer ram;
  private final int size;
  private final byte[] pages;
  private CodeWatcher watcher = page -> {};

  /** Told when a page that was marked as code is written. */
  public interface CodeWatcher {
    void codeWritten(int page);
  }

  /**
   * @param size bytes, a positive multiple of 4096
   */
  public Memory(int size) {
    if (size <= 0 || size % PAGE_SIZE != 0) {
      throw new IllegalArgumentException("memory size " + size + " is no multiple of 4096");
    }
    this.size = size;
    ram = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    pages = new byte[size >> PAGE_BITS];
  }

  public int size() {
    return size;
  }

  public int pageCount() {
    return pages.length;
  }

  public void setCodeWatcher(CodeWatcher watcher) {
    this.watcher = watcher;
  }

  public int read8(int address) {
    return holds(address, 1) ? ram.get(address) & 0xff : 0xff;
  }

  public int read16(int address) {
    if (holds(address, 2)) {
      return ram.getShort(address) & 0xffff;
    }
    return read8(address) | read8(address + 1) << 8;
  }

  public int read32(int address) {
    if (holds(address, 4)) {
      return ram.getInt(address);
    }
    return read16(address) | read16(address + 2) << 16;
  }

  public void write8(int address, int value) {
    if (holds(address, 1)) {
      ram.put(address, (byte) value);
      touch(address >>> PAGE_BITS);
    }
  }

  public void write16(int address, int value) {
    if (holds(address, 2)) {
      ram.putShort(address, (short) value);
      touch(address >>> PAGE_BITS);
      touch(address + 1 >>> PAGE_BITS);
    } else {
      write8(address, value);
      write8(address + 1, value >> 8);
    }
  }

  public void write32(int address, int value) {
    if (holds(address, 4)) {
      ram.putInt(address, value);
      touch(address >>> PAGE_BITS);
      touch(address + 3 >>> PAGE_BITS);
    } else {
      write16(address, value);
      write16(address + 2, value >> 16);
    }
  }

  /** Copies one page out. */
  public void readPage(int page, byte[] into) {
    ram.get(page << PAGE_BITS, into, 0, PAGE_SIZE);
  }

  /** Replaces one page, as a store to each of its bytes would. */
  public void writePage(int page, byte[] from) {
    ram.put(page << PAGE_BITS, from, 0, PAGE_SIZE);
    touch(page);
  }

  /** Marks a page as holding decoded code: the next write to it is reported once. */
  public void markCode(int page) {
    if (page < pages.length) {
      pages[page] |= CODE;
    }
  }

  public boolean isDirty(int page) {
    return (pages[page] & DIRTY) != 0;
  }

  public void clearDirty() {
    for (int page = 0; page < pages.length; page++) {
      pages[page] &= ~DIRTY;
    }
  }

  private boolean holds(int address, int bytes) {
    return address >= 0 && address <= size - bytes;
  }

  private void touch(int page) {
    if (pages[page] != DIRTY) {
      boolean code = (pages[page] & CODE) != 0;
      pages[page] = DIRTY;
      if (code) {
        watcher.codeWritten(page);
      }
    }
  }
}
