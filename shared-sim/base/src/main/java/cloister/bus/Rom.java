package cloister.bus;

/** Read-only memory; writes vanish. */
public final class Rom implements Region {
  private final byte[] content;

  /**
   * @param content whole 4 KiB pages; kept, not copied
   */
  public Rom(byte[] content) {
    this.content = content;
  }

  public int size() {
    return content.length;
  }

  @Override
  public int read(int offset, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (content[offset + i] & 0xff) << 8 * i;
    }
    return value;
  }

  @Override
  public void write(int offset, int bytes, int value) {
    // Nothing drives the cells of a ROM.
  }
}
