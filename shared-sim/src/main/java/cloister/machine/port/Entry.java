package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Message;

/**
 * Input and when it came.
 *
 * @param step how many steps the machine had done: exact, where a time may hold several steps
 */
record Entry(long step, Input input) {
  Json toJson() {
    Json.Members entry = Json.object().put("step", Json.unsigned((int) (step >> 32), (int) step));
    input.write(entry);
    return entry.build();
  }

  static Entry read(Json json, String path) throws InvalidInput {
    Fields entry = Fields.of(json, path);
    if (entry.any("step") instanceof Json.Num number && number.isWhole() && number.value() >= 0) {
      Entry read = new Entry((long) number.value(), Input.read(entry));
      entry.end();
      return read;
    }
    throw new InvalidInput(entry.path("step"), Message.of("error.machine.step"));
  }
}
