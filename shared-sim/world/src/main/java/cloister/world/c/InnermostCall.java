package cloister.world.c;

import cloister.codec.Json;
import cloister.cpu.paging.LinearView;
import cloister.input.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The innermost call of a function of the source: what checks of lessons can ask of it. */
final class InnermostCall {
  private static final String VALUE = "value.";

  private final Json.Obj frames;
  private final LinearView memory;
  private final List<Json.Obj> own = new ArrayList<>();

  /**
   * @param frames as {@link Frames} tells them
   */
  InnermostCall(Json.Obj frames, LinearView memory) {
    this.frames = frames;
    this.memory = memory;
    for (Json frame : ((Json.Arr) frames.get("frames")).items()) {
      if (frame instanceof Json.Obj call && call.get("own").equals(Json.of(true))) {
        own.add(call);
      }
    }
  }

  Optional<Json> value(String name) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Json.Obj call = own.get(0);
    return switch (name) {
      case "depth" -> Optional.of(Json.of(own.size()));
      case "function", "line" -> present(call.get(name));
      case "return" -> returnAddress(call);
      default ->
          name.startsWith(VALUE)
              ? variable(call, name.substring(VALUE.length()))
              : Optional.empty();
    };
  }

  private static Optional<Json> present(Json value) {
    return value == Json.NULL ? Optional.empty() : Optional.of(value);
  }

  /** It lies above the saved EBP (i386 psABI, 3-9). */
  private Optional<Json> returnAddress(Json.Obj call) {
    return call.get("base") instanceof Json.Num base
        ? Optional.of(Json.unsigned(memory.read32(base.word() + 4)))
        : Optional.empty();
  }

  /** Of two variables of one name, the innermost is declared last. */
  private Optional<Json> variable(Json.Obj call, String name) {
    Optional<Json> found = named(call.get("variables"), name);
    return found.isPresent() ? found : named(frames.get("globals"), name);
  }

  private static Optional<Json> named(Json variables, String name) {
    Optional<Json> found = Optional.empty();
    for (Json one : ((Json.Arr) variables).items()) {
      if (one instanceof Json.Obj variable && variable.get("name").equals(Json.of(name))) {
        found = Optional.of(number(((Json.Str) variable.get("value")).value()));
      }
    }
    return found;
  }

  /** A whole number as one, so that it can be compared with bounds. */
  private static Json number(String text) {
    OptionalInt value = Numbers.parse(text);
    return value.isPresent() ? Json.of(value.getAsInt()) : Json.of(text);
  }
}
