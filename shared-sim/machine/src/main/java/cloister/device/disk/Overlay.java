package cloister.device.disk;

import cloister.device.ide.Medium;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The sectors that were written, over a medium that stays as it is. */
final class Overlay implements Saveable {
  private final Medium medium;
  private final TreeMap<Integer, byte[]> written = new TreeMap<>();

  Overlay(Medium medium) {
    this.medium = medium;
  }

  int sectors() {
    return medium.sectors();
  }

  int sectorsWritten() {
    return written.size();
  }

  void read(int sector, byte[] into, int at) {
    byte[] own = written.get(sector);
    if (own == null) {
      medium.read(sector, into, at);
    } else {
      System.arraycopy(own, 0, into, at, Medium.SECTOR_BYTES);
    }
  }

  void write(int sector, byte[] from, int at) {
    written.put(sector, Arrays.copyOfRange(from, at, at + Medium.SECTOR_BYTES));
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(written.size());
    for (Map.Entry<Integer, byte[]> sector : written.entrySet()) {
      out.writeInt(sector.getKey());
      out.writeBytes(sector.getValue());
    }
  }

  @Override
  public void load(StateReader in) {
    written.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int sector = in.readInt();
      written.put(sector, in.readBytes());
    }
  }
}
