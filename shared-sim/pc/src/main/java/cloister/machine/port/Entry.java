package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.machine.Machine;
import cloister.machine.WholePc;
import cloister.machine.replay.Change;

/**
 * Input and when it came, to a PC.
 *
 * @param step how many steps the machine had done: exact, where a time may hold several steps
 */
record Entry(long step, Input input) implements Change {
  @Override
  public void applyTo(Machine machine) {
    input.applyTo((WholePc) machine);
  }

  Json toJson() {
    Json.Members entry = Json.object().put("step", Steps.json(step));
    input.write(entry);
    return entry.build();
  }

  static Entry read(Json json, String path) throws InvalidInput {
    Fields entry = Fields.of(json, path);
    Entry read = new Entry(Steps.read(entry, "step"), Input.read(entry));
    entry.end();
    return read;
  }
}
