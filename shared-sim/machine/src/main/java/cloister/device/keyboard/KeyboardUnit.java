package cloister.device.keyboard;

import cloister.state.ByteQueue;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The keyboard at the end of the cable: commands come in, scan codes and answers go out. */
final class KeyboardUnit implements Saveable {
  static final int ACKNOWLEDGE = 0xfa;
  static final int RESEND = 0xfe;
  static final int SELF_TEST_PASSED = 0xaa;
  static final int QUEUE_BYTES = 64;

  private static final int SET_LIGHTS = 0xed;
  private static final int ECHO = 0xee;
  private static final int SCAN_CODE_SET = 0xf0;
  private static final int IDENTIFY = 0xf2;
  private static final int SET_REPEAT = 0xf3;
  private static final int ENABLE = 0xf4;
  private static final int DISABLE = 0xf5;
  private static final int DEFAULTS = 0xf6;
  private static final int RESET = 0xff;

  private final ByteQueue queue = new ByteQueue(QUEUE_BYTES);
  private int command;
  private int lights;
  private int scanCodeSet = 2;
  private boolean enabled = true;

  ByteQueue queue() {
    return queue;
  }

  int lights() {
    return lights;
  }

  int scanCodeSet() {
    return scanCodeSet;
  }

  boolean enabled() {
    return enabled;
  }

  /**
   * A key went down or up; {@code code} is of set 2. Lost while the keyboard is disabled, and as a
   * whole when not all its codes find room.
   */
  void key(int code, boolean extended, boolean down) {
    int codes = 1 + (extended ? 1 : 0) + (down || scanCodeSet == 1 ? 0 : 1);
    if (!enabled || queue.room() < codes) {
      return;
    }
    if (extended) {
      queue.add(ScanCodes.EXTENDED);
    }
    if (scanCodeSet == 1) {
      queue.add(ScanCodes.toSet1(code) | (down ? 0 : ScanCodes.RELEASED_1));
    } else {
      if (!down) {
        queue.add(ScanCodes.RELEASED_2);
      }
      queue.add(code);
    }
  }

  void write(int value) {
    int waiting = command;
    command = 0;
    switch (waiting) {
      case SET_LIGHTS -> {
        lights = value & 7;
        queue.add(ACKNOWLEDGE);
      }
      case SCAN_CODE_SET -> chooseSet(value);
      case SET_REPEAT -> queue.add(ACKNOWLEDGE);
      default -> command(value);
    }
  }

  private void chooseSet(int set) {
    if (set > 2) {
      queue.add(RESEND);
      return;
    }
    queue.add(ACKNOWLEDGE);
    if (set == 0) {
      queue.add(scanCodeSet);
    } else {
      scanCodeSet = set;
    }
  }

  private void command(int value) {
    switch (value) {
      case SET_LIGHTS, SCAN_CODE_SET, SET_REPEAT -> {
        command = value;
        queue.add(ACKNOWLEDGE);
      }
      case ECHO -> queue.add(ECHO);
      case IDENTIFY -> {
        queue.add(ACKNOWLEDGE);
        queue.add(0xab);
        queue.add(0x83);
      }
      case ENABLE -> {
        enabled = true;
        queue.clear();
        queue.add(ACKNOWLEDGE);
      }
      case DISABLE -> {
        setDefaults();
        enabled = false;
        queue.add(ACKNOWLEDGE);
      }
      case DEFAULTS -> {
        setDefaults();
        queue.add(ACKNOWLEDGE);
      }
      case RESET -> {
        setDefaults();
        queue.clear();
        queue.add(ACKNOWLEDGE);
        queue.add(SELF_TEST_PASSED);
      }
      default -> queue.add(RESEND);
    }
  }

  private void setDefaults() {
    enabled = true;
    scanCodeSet = 2;
    lights = 0;
  }

  @Override
  public void save(StateWriter out) {
    queue.save(out);
    out.writeInt(command);
    out.writeInt(lights);
    out.writeInt(scanCodeSet);
    out.writeBoolean(enabled);
  }

  @Override
  public void load(StateReader in) {
    queue.load(in);
    command = in.readInt();
    lights = in.readInt();
    scanCodeSet = in.readInt();
    enabled = in.readBoolean();
  }
}
