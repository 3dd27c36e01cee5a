package cloister.machine.port;

import cloister.bus.ByteSink;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What a guest has sent over its serial line, one character a byte. When a part of the run is done
 * again the same is sent again, so only how much it was belongs to a moment.
 */
final class SerialOutput implements ByteSink, Saveable {
  /** What is sent beyond so many characters is not kept. */
  private static final int CAPACITY = 1 << 20;

  private final StringBuilder text = new StringBuilder();
  private int sent;
  private int fetched;

  @Override
  public void put(int value) {
    if (sent == text.length() && sent < CAPACITY) {
      text.append((char) value);
    }
    if (sent < CAPACITY) {
      sent++;
    }
  }

  /** Forgets what was sent later than the present moment. */
  void cut() {
    text.setLength(sent);
  }

  /** What was sent since this or {@link #all} was asked last. */
  String take() {
    String news = text.substring(Math.min(fetched, sent), sent);
    fetched = sent;
    return news;
  }

  /** The last characters of everything that was sent up to the present moment. */
  String all(int most) {
    fetched = sent;
    return text.substring(Math.max(0, sent - most), sent);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(sent);
  }

  @Override
  public void load(StateReader in) {
    sent = in.readInt();
  }
}
