package cloister.device.ide;

/** What lies in a drive: sectors of 512 bytes that never change. */
public interface Medium {
  int SECTOR_BYTES = 512;

  int sectors();

  /** Copies a sector. */
  void read(int sector, byte[] into, int at);
}
