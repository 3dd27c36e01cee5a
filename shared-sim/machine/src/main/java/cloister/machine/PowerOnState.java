package cloister.machine;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;

/** The state of devices after power-on, which a reset of the board brings back. */
final class PowerOnState {
  private final List<Saveable> devices;
  private final byte[] state;

  /**
   * @param devices as they are after power-on
   */
  PowerOnState(List<Saveable> devices) {
    this.devices = devices;
    StateWriter out = new StateWriter();
    for (Saveable device : devices) {
      device.save(out);
    }
    state = out.toBytes();
  }

  void restore() {
    StateReader in = new StateReader(state);
    for (Saveable device : devices) {
      device.load(in);
    }
  }
}
