package cloister.world.sentence;

import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;

/** Sentences for what the devices of a board report. */
final class DeviceWords {
  private DeviceWords() {}

  static Message of(Event.DeviceEvent event) {
    return switch (event) {
      case Event.InterruptRequested(int line) ->
          Message.of("event.irq-request", Argument.decimal("line", line));
      case Event.InterruptAcknowledged(int line, int vector) ->
          Message.of(
              "event.irq-acknowledge",
              Argument.decimal("line", line),
              Argument.vector("vector", vector));
      case Event.InterruptEnded(int line) ->
          Message.of("event.irq-end", Argument.decimal("line", line));
      case Event.TimerProgrammed(int channel, int mode, int count) ->
          Message.of(
              "event.timer",
              Argument.decimal("channel", channel),
              Argument.decimal("mode", mode),
              Argument.decimal("count", count));
      case Event.DriveCommanded(int drive, int command, int sector, int count) ->
          Message.of(
              "event.drive",
              Argument.decimal("drive", drive),
              Argument.hex("command", command),
              Argument.hex("sector", sector),
              Argument.decimal("count", count));
      case Event.AddressLine20Switched(boolean open) ->
          Message.of(open ? "event.a20-open" : "event.a20-close");
      case Event.BoardReset(Event.ResetCause cause) -> reset(cause);
    };
  }

  private static Message reset(Event.ResetCause cause) {
    return switch (cause) {
      case KEYBOARD_CONTROLLER -> Message.of("event.reset-keyboard");
      case SYSTEM_CONTROL_PORT -> Message.of("event.reset-port-92");
      case RESET_CONTROL_REGISTER -> Message.of("event.reset-cf9");
      case BUTTON -> Message.of("event.reset-button");
    };
  }
}
