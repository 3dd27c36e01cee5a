package cloister.platform;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** What was written to the console: how much in all, and the end of it. */
final class ConsoleText implements Saveable {
  /** So many bytes are kept at least, and twice as many at most. */
  private static final int KEPT = 128 << 10;

  private final StringBuilder kept = new StringBuilder();
  private int first;

  void put(int value) {
    if (kept.length() == 2 * KEPT) {
      kept.delete(0, KEPT);
      first += KEPT;
    }
    kept.append((char) value);
  }

  /** Bytes in all. */
  int length() {
    return first + kept.length();
  }

  /** The first byte that is kept. */
  int first() {
    return first;
  }

  String text(int from) {
    return kept.substring(from - first);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(first);
    byte[] bytes = new byte[kept.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) kept.charAt(i);
    }
    out.writeBytes(bytes);
  }

  @Override
  public void load(StateReader in) {
    first = in.readInt();
    kept.setLength(0);
    for (byte each : in.readBytes()) {
      kept.append((char) (each & 0xff));
    }
  }
}
