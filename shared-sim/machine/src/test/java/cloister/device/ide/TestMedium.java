package cloister.device.ide;

/** A medium whose bytes say where they are. */
public record TestMedium(int sectors) implements Medium {
  @Override
  public void read(int sector, byte[] into, int at) {
    for (int i = 0; i < SECTOR_BYTES; i++) {
      into[at + i] = (byte) byteAt(sector, i);
    }
  }

  public static int byteAt(int sector, int offset) {
    return sector * 7 + offset & 0xff;
  }
}
