package cloister.device.reset;

import cloister.bus.Line;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.event.Event.ResetCause;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** System control port A of the PS/2, and the reset control register of the PIIX. */
public final class Reset implements PortDevice, Saveable {
  private static final int SYSTEM_CONTROL = 0x92;
  private static final int RESET_CONTROL = 0xcf9;
  private static final int FAST_RESET = 1;
  private static final int ADDRESS_LINE_20 = 1 << 1;
  private static final int RESET_PROCESSOR = 1 << 2;
  private static final int RESET_CONTROL_KEPT = 1 << 1;

  private final Line addressLine20;
  private final Target target;
  private int systemControl;
  private int resetControl;

  /** What the board does when it is asked to reset. */
  public interface Target {
    void reset(ResetCause cause);
  }

  public Reset(Line addressLine20, Target target) {
    this.addressLine20 = addressLine20;
    this.target = target;
  }

  public void connect(PortMap ports) {
    ports.add(SYSTEM_CONTROL, 1, 1, this);
    ports.add(RESET_CONTROL, 1, 1, this);
  }

  /** System control port A, for those who look from outside. */
  public int systemControl() {
    return systemControl;
  }

  @Override
  public int read(int port, int bytes) {
    return port == SYSTEM_CONTROL ? systemControl : resetControl;
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (port == RESET_CONTROL) {
      resetControl = value & RESET_CONTROL_KEPT;
      if ((value & RESET_PROCESSOR) != 0) {
        target.reset(ResetCause.RESET_CONTROL_REGISTER);
      }
      return;
    }
    systemControl = value & ~FAST_RESET;
    addressLine20.set((value & ADDRESS_LINE_20) != 0);
    if ((value & FAST_RESET) != 0) {
      target.reset(ResetCause.SYSTEM_CONTROL_PORT);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(systemControl);
    out.writeInt(resetControl);
  }

  @Override
  public void load(StateReader in) {
    systemControl = in.readInt();
    resetControl = in.readInt();
    addressLine20.set((systemControl & ADDRESS_LINE_20) != 0);
  }
}
