package cloister.world.pc;

import cloister.device.ide.Medium;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The disk of a scenario's PC: its programs one behind the other, in the scenario's order, each
 * from the next whole sector on. A disk in which nothing was put yet has no state of its own.
 */
final class ProgramDisk implements Medium, Saveable {
  /** 2 MiB; as many as the programs take where they are larger. */
  private static final int LEAST_SECTORS = 4096;

  private static final int NOT_PUT_IN = -1;

  /** What it is made of; whoever goes back to a state of it has the whole of it there. */
  private final Map<Integer, byte[]> images = new TreeMap<>();

  private byte[] content = {};
  private boolean putIn;

  /** Takes all programs off it. */
  void clear() {
    images.clear();
    content = new byte[0];
    putIn = false;
  }

  /**
   * Puts a program on it.
   *
   * @param place of the program among the scenario's, from 0
   */
  void put(int place, byte[] image) {
    images.put(place, image);
    content = new byte[0];
    for (byte[] each : images.values()) {
      int from = content.length;
      int sectors = (each.length + SECTOR_BYTES - 1) / SECTOR_BYTES;
      content = Arrays.copyOf(content, from + sectors * SECTOR_BYTES);
      System.arraycopy(each, 0, content, from, each.length);
    }
    putIn = true;
  }

  @Override
  public int sectors() {
    return Math.max(LEAST_SECTORS, content.length / SECTOR_BYTES);
  }

  @Override
  public void read(int sector, byte[] into, int at) {
    int from = sector * SECTOR_BYTES;
    if (from < content.length) {
      System.arraycopy(content, from, into, at, SECTOR_BYTES);
    } else {
      Arrays.fill(into, at, at + SECTOR_BYTES, (byte) 0);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(putIn ? content.length : NOT_PUT_IN);
    if (putIn) {
      out.writeBytes(content);
    }
  }

  @Override
  public void load(StateReader in) {
    int length = in.readInt();
    if (length != NOT_PUT_IN) {
      content = in.readBytes();
      putIn = true;
    }
  }
}
