package cloister.device;

import cloister.bus.PortMap;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;
import java.util.HexFormat;

/** A board without a processor: time passes when the test says so. */
public final class Workbench implements Ticks {
  public static final int TICKS_PER_SECOND = 1_000_000;

  public final PortMap ports = new PortMap();
  public final Clock clock = new Clock(this, TICKS_PER_SECOND);
  private int now;

  @Override
  public int low() {
    return now;
  }

  @Override
  public int high() {
    return 0;
  }

  /** Lets ticks pass, and everything that is due on the way happen at its tick. */
  public void pass(int ticks) {
    int end = now + ticks;
    while (now < end) {
      clock.act();
      now += Math.max(1, clock.ticksUntilDeadline(end - now));
    }
    clock.act();
  }

  public int in(int port) {
    return ports.read(port, 1);
  }

  public void out(int port, int value) {
    ports.write(port, 1, value);
  }

  /** The saved state of clock and device, as text. */
  public String state(Saveable device) {
    return HexFormat.of().formatHex(save(device));
  }

  public byte[] save(Saveable device) {
    StateWriter out = new StateWriter();
    out.writeInt(now);
    clock.save(out);
    device.save(out);
    return out.toBytes();
  }

  public void load(byte[] state, Saveable device) {
    StateReader in = new StateReader(state);
    now = in.readInt();
    clock.load(in);
    device.load(in);
    if (!in.atEnd()) {
      throw new AssertionError("more was saved than loaded");
    }
  }
}
