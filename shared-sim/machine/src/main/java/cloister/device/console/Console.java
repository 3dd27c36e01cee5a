package cloister.device.console;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The debug console of emulators: bytes written to port 0xE9 appear as text, and reading the port
 * gives 0xE9 so that software can tell that it is there.
 */
public final class Console implements Saveable {
  public static final int PORT = 0xe9;

  /** Text beyond this many characters is dropped. */
  public static final int CAPACITY = 65_536;

  private final StringBuilder text = new StringBuilder();

  public void write(int value) {
    if (text.length() < CAPACITY) {
      text.append((char) (value & 0xff));
    }
  }

  /** Everything written so far, one character a byte (ISO 8859-1). */
  public String text() {
    return text.toString();
  }

  /** How many characters that is. */
  public int length() {
    return text.length();
  }

  /** One of them, 0 to 255. */
  public int at(int index) {
    return text.charAt(index);
  }

  public void clear() {
    text.setLength(0);
  }

  @Override
  public void save(StateWriter out) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    out.writeBytes(bytes);
  }

  @Override
  public void load(StateReader in) {
    clear();
    for (byte value : in.readBytes()) {
      text.append((char) (value & 0xff));
    }
  }
}
