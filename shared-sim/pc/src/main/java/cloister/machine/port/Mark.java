package cloister.machine.port;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of a session that stands out.
 *
 * @param tick where the clock stood
 * @param inputs what came from outside before this step's instruction
 * @param own true when the person has marked it
 * @param wrote what the step behind it wrote, where that was asked
 * @param more how many further marks with input, too close to be told apart, it stands for
 */
record Mark(
    long step, long tick, List<Input> inputs, boolean own, Optional<Place> wrote, int more) {

  /** Memory that was asked about, by its linear address. */
  record Place(int address, int bytes) {}

  static Mark at(long step, long tick) {
    return new Mark(step, tick, List.of(), false, Optional.empty(), 0);
  }

  Mark withInputs(List<Input> added) {
    List<Input> all = new ArrayList<>(inputs);
    all.addAll(added);
    return new Mark(step, tick, List.copyOf(all), own, wrote, more);
  }

  Mark withOwn(boolean set) {
    return new Mark(step, tick, inputs, set, wrote, more);
  }

  Mark withWrote(Optional<Place> place) {
    return new Mark(step, tick, inputs, own, place, more);
  }

  Mark withMore(int count) {
    return new Mark(step, tick, inputs, own, wrote, count);
  }

  /** A key that is let go stands out no more than its press did. */
  boolean standsOut() {
    return own || wrote.isPresent() || !keys().isEmpty() || !serial().isEmpty() || resets();
  }

  /** Marked for its input alone. */
  boolean onlyInput() {
    return !own && wrote.isEmpty();
  }

  private List<String> keys() {
    List<String> names = new ArrayList<>();
    for (Input input : inputs) {
      if (input instanceof Input.Key(String code, boolean down) && down) {
        names.add(code);
      }
    }
    return names;
  }

  private String serial() {
    StringBuilder text = new StringBuilder();
    for (Input input : inputs) {
      if (input instanceof Input.Serial(int value)) {
        text.append((char) value);
      }
    }
    return text.toString();
  }

  private boolean resets() {
    return inputs.stream().anyMatch(Input.Reset.class::isInstance);
  }

  Json toJson(int ticksPerMilli) {
    Json.Members mark =
        Json.object()
            .put("step", Steps.json(step))
            .put("millis", Steps.json(tick / ticksPerMilli))
            .put("own", own)
            .put("keys", Json.strings(keys()))
            .put("serial", serial())
            .put("reset", resets())
            .put("more", more);
    wrote.ifPresent(
        place ->
            mark.put(
                "wrote",
                Json.object()
                    .putUnsigned("address", place.address())
                    .put("bytes", place.bytes())
                    .build()));
    return mark.build();
  }
}
