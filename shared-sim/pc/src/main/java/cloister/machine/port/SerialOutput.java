package cloister.machine.port;

import cloister.bus.ByteSink;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What a guest has sent over its serial line, one character a byte. When a part of the run is done
 * again the same is sent again, so only how much it was belongs to a moment. Of very much the
 * oldest is forgotten.
 */
final class SerialOutput implements ByteSink, Saveable {
  /** So many characters are kept at least. */
  private static final int KEPT = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  /** How much was sent before what the text begins with. */
  private long forgotten;

  private long sent;
  private long fetched;

  @Override
  public void put(int value) {
    if (sent == forgotten + text.length()) {
      text.append((char) value);
    }
    sent++;
    if (text.length() == 2 * KEPT && sent == forgotten + text.length()) {
      text.delete(0, KEPT);
      forgotten += KEPT;
    }
  }

  /** Forgets what was sent later than the present moment. */
  void cut() {
    text.setLength(place(sent));
  }

  /** What was sent since this or {@link #all} was asked last. */
  String take() {
    String news = text.substring(place(Math.min(fetched, sent)), place(sent));
    fetched = sent;
    return news;
  }

  /** The last characters of everything that was sent up to the present moment. */
  String all(int most) {
    fetched = sent;
    return text.substring(Math.max(0, place(sent) - most), place(sent));
  }

  private int place(long position) {
    return (int) Math.max(0, position - forgotten);
  }

  @Override
  public void save(StateWriter out) {
    out.writeLong(sent);
  }

  @Override
  public void load(StateReader in) {
    sent = in.readLong();
    if (sent < forgotten) {
      // What came before is not known any more; what comes will be sent again.
      text.setLength(0);
      forgotten = sent;
    }
  }
}
