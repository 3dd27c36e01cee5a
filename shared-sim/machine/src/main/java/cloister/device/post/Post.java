package cloister.device.post;

import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** A card with two digits that show the last power-on self-test code. */
public final class Post implements PortDevice, Saveable {
  private static final int PORT = 0x80;

  private int code;

  public void connect(PortMap ports) {
    ports.add(PORT, 1, 1, this);
  }

  public int code() {
    return code;
  }

  @Override
  public int read(int port, int bytes) {
    return code;
  }

  @Override
  public void write(int port, int bytes, int value) {
    code = value;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(code);
  }

  @Override
  public void load(StateReader in) {
    code = in.readInt();
  }
}
