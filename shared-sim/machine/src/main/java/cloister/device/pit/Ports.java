package cloister.device.pit;

import cloister.bus.PortDevice;

/** The ports of the 8254, and the bits of port 0x61 that belong to it. */
final class Ports implements PortDevice {
  static final int FIRST = 0x40;
  static final int COUNT = 4;
  static final int SYSTEM_CONTROL = 0x61;

  private static final int CONTROL = FIRST + 3;
  private static final int READ_BACK = 3;
  private static final int NO_COUNT = 1 << 5;
  private static final int NO_STATUS = 1 << 4;
  private static final int GATE_2 = 1;
  private static final int SPEAKER = 1 << 1;
  private static final int REFRESH = 1 << 4;
  private static final int OUTPUT_2 = 1 << 5;

  private final Pit pit;

  Ports(Pit pit) {
    this.pit = pit;
  }

  @Override
  public int read(int port, int bytes) {
    if (port == SYSTEM_CONTROL) {
      return (pit.counter(2).gate ? GATE_2 : 0)
          | (pit.speaker() ? SPEAKER : 0)
          | (pit.refreshToggle() ? REFRESH : 0)
          | (pit.counter(2).output(pit.now()) ? OUTPUT_2 : 0);
    }
    return port == CONTROL ? 0xff : pit.counter(port - FIRST).read(pit.now());
  }

  @Override
  public void write(int port, int bytes, int value) {
    if (port == SYSTEM_CONTROL) {
      pit.setSpeaker((value & SPEAKER) != 0);
      pit.counter(2).setGate((value & GATE_2) != 0, pit.now());
    } else if (port != CONTROL) {
      if (pit.counter(port - FIRST).write(value, pit.now())) {
        pit.loaded(port - FIRST);
      }
    } else if (value >>> 6 == READ_BACK) {
      readBack(value);
    } else {
      control(value);
    }
  }

  private void readBack(int value) {
    for (int channel = 0; channel < Pit.CHANNELS; channel++) {
      if ((value >>> channel + 1 & 1) != 0) {
        if ((value & NO_COUNT) == 0) {
          pit.counter(channel).latchCount(pit.now());
        }
        if ((value & NO_STATUS) == 0) {
          pit.counter(channel).latchStatus(pit.now());
        }
      }
    }
  }

  private void control(int value) {
    int channel = value >>> 6;
    int access = value >>> 4 & 3;
    if (access == 0) {
      pit.counter(channel).latchCount(pit.now());
      return;
    }
    int mode = value >>> 1 & 7;
    // Modes 6 and 7 are 2 and 3 under other names.
    pit.counter(channel).control(mode > 5 ? mode - 4 : mode, access, (value & 1) != 0);
    pit.update();
  }
}
