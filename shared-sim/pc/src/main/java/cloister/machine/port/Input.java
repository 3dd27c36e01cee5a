package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.machine.WholePc;
import cloister.message.Argument;
import cloister.message.Message;

/** What comes into a machine from outside. */
sealed interface Input {
  int MAX_KEY_NAME = 20;

  /** A key, by its name in a browser. */
  record Key(String code, boolean down) implements Input {}

  /** A byte at the serial port. */
  record Serial(int value) implements Input {}

  /** The button of the case. */
  record Reset() implements Input {}

  /** Lets the machine have it. */
  default void applyTo(WholePc pc) {
    switch (this) {
      case Key(String key, boolean down) -> {
        int code = KeyCodes.of(key);
        pc.chipset().keyboard().key(code & 0xff, (code & KeyCodes.EXTENDED) != 0, down);
      }
      case Serial(int value) -> pc.receive(value);
      case Reset() -> pc.chipset().pressReset();
    }
  }

  /** Adds it to an entry of a log. */
  default void write(Json.Members entry) {
    switch (this) {
      case Key(String code, boolean down) -> entry.put(down ? "down" : "up", code);
      case Serial(int value) -> entry.put("serial", value);
      case Reset() -> entry.put("reset", true);
    }
  }

  static Input read(Fields entry) throws InvalidInput {
    if (entry.has("down")) {
      return new Key(key(entry, "down"), true);
    }
    if (entry.has("up")) {
      return new Key(key(entry, "up"), false);
    }
    if (entry.has("serial")) {
      return new Serial(entry.number("serial", 0, 255));
    }
    entry.flag("reset", false);
    return new Reset();
  }

  private static String key(Fields entry, String name) throws InvalidInput {
    String code = entry.text(name, MAX_KEY_NAME);
    if (KeyCodes.of(code) < 0) {
      throw new InvalidInput(
          entry.path(name), Message.of("error.machine.key", Argument.code("key", code)));
    }
    return code;
  }
}
