package cloister.machine.port;

import cloister.codec.Sha256;
import cloister.device.ide.Medium;
import java.util.ArrayList;
import java.util.List;

/** A file that arrives piece by piece, and is then what lies in a drive or a ROM. */
final class Image implements Medium {
  /** The most that a page of a browser can hold beside the machine. */
  static final int MAX_MEBIBYTES = 512;

  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final long MAX_BYTES = (long) MAX_MEBIBYTES << 20;

  private final List<byte[]> chunks = new ArrayList<>();
  private final Sha256 hash = new Sha256();
  private String sha256 = "";
  private int bytes;
  private int sectorsRead;

  /**
   * Adds a piece.
   *
   * @param piece a character for each byte
   * @return false when there is no room for it
   */
  boolean add(String piece) {
    if (bytes + (long) piece.length() > MAX_BYTES) {
      return false;
    }
    byte[] content = new byte[piece.length()];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) piece.charAt(i);
    }
    hash.update(content, 0, content.length);
    int done = 0;
    while (done < content.length) {
      int at = bytes & CHUNK - 1;
      if (at == 0) {
        chunks.add(new byte[CHUNK]);
      }
      int part = Math.min(CHUNK - at, content.length - done);
      System.arraycopy(content, done, chunks.getLast(), at, part);
      bytes += part;
      done += part;
    }
    return true;
  }

  /** No more pieces follow; may be said again. */
  void complete() {
    if (sha256.isEmpty()) {
      sha256 = hash.hex();
    }
  }

  String sha256() {
    return sha256;
  }

  int bytes() {
    return bytes;
  }

  /** The byte at a place, or 0 behind the end. */
  int at(int place) {
    return place < bytes ? chunks.get(place >>> CHUNK_BITS)[place & CHUNK - 1] & 0xff : 0;
  }

  byte[] content() {
    byte[] content = new byte[bytes];
    for (int at = 0; at < bytes; at += CHUNK) {
      System.arraycopy(chunks.get(at >>> CHUNK_BITS), 0, content, at, Math.min(CHUNK, bytes - at));
    }
    return content;
  }

  /** How many sectors the machine has read. */
  int sectorsRead() {
    return sectorsRead;
  }

  @Override
  public int sectors() {
    return (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
  }

  @Override
  public void read(int sector, byte[] into, int at) {
    sectorsRead++;
    int place = sector * SECTOR_BYTES;
    System.arraycopy(chunks.get(place >>> CHUNK_BITS), place & CHUNK - 1, into, at, SECTOR_BYTES);
  }
}
