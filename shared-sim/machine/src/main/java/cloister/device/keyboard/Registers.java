package cloister.device.keyboard;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** What the 8042 of a PC remembers. */
final class Registers implements Saveable {
  static final int STATUS_OUTPUT_FULL = 1;
  static final int STATUS_SYSTEM = 1 << 2;
  static final int STATUS_COMMAND = 1 << 3;
  static final int STATUS_UNLOCKED = 1 << 4;
  static final int STATUS_FROM_MOUSE = 1 << 5;
  static final int CONFIG_KEYBOARD_INTERRUPT = 1;
  static final int CONFIG_MOUSE_INTERRUPT = 1 << 1;
  static final int CONFIG_SYSTEM = 1 << 2;
  static final int CONFIG_KEYBOARD_OFF = 1 << 4;
  static final int CONFIG_MOUSE_OFF = 1 << 5;
  static final int CONFIG_TRANSLATE = 1 << 6;
  static final int OUTPUT_NO_RESET = 1;
  static final int OUTPUT_ADDRESS_LINE_20 = 1 << 1;

  private static final int RAM_BYTES = 32;

  /** The controller's RAM; byte 0 is its configuration. */
  final int[] ram = new int[RAM_BYTES];

  /** The output port's pins, which are high after power-on. */
  int outputPort = OUTPUT_NO_RESET | OUTPUT_ADDRESS_LINE_20;

  /** The command that waits for its data byte, or 0. */
  int command;

  boolean lastWasCommand;
  int output;
  boolean outputFull;
  boolean outputFromMouse;

  boolean configured(int bit) {
    return (ram[0] & bit) != 0;
  }

  void configure(int bit, boolean on) {
    ram[0] = on ? ram[0] | bit : ram[0] & ~bit;
  }

  int status() {
    return (outputFull ? STATUS_OUTPUT_FULL : 0)
        | (configured(CONFIG_SYSTEM) ? STATUS_SYSTEM : 0)
        | (lastWasCommand ? STATUS_COMMAND : 0)
        | STATUS_UNLOCKED
        | (outputFull && outputFromMouse ? STATUS_FROM_MOUSE : 0);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(ram);
    out.writeInt(outputPort);
    out.writeInt(command);
    out.writeBoolean(lastWasCommand);
    out.writeInt(output);
    out.writeBoolean(outputFull);
    out.writeBoolean(outputFromMouse);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(ram);
    outputPort = in.readInt();
    command = in.readInt();
    lastWasCommand = in.readBoolean();
    output = in.readInt();
    outputFull = in.readBoolean();
    outputFromMouse = in.readBoolean();
  }
}
