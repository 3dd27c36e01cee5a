package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Numbers;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a value must be. */
sealed interface Expectation {
  boolean holds(Json value);

  record Equal(Json expected) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return Values.equal(value, expected);
    }
  }

  record Not(Json other) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return !Values.equal(value, other);
    }
  }

  record OneOf(List<Json> values) implements Expectation {
    @Override
    public boolean holds(Json value) {
      for (Json candidate : values) {
        if (Values.equal(value, candidate)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Numbers from a lowest one on. */
  record AtLeast(Json.Num min) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return value instanceof Json.Num number && number.compareTo(min) >= 0;
    }
  }

  /** Numbers up to a highest one. */
  record AtMost(Json.Num max) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return value instanceof Json.Num number && number.compareTo(max) <= 0;
    }
  }

  /** Text of which {@code *} stands for any piece and {@code ?} for any character. */
  record Matches(String pattern) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return value instanceof Json.Str(String text) && Glob.matches(pattern, text);
    }
  }

  record Contains(String piece) implements Expectation {
    @Override
    public boolean holds(Json value) {
      return value instanceof Json.Str(String text) && text.contains(piece);
    }
  }

  /** All of several. */
  record Both(List<Expectation> parts) implements Expectation {
    @Override
    public boolean holds(Json value) {
      for (Expectation part : parts) {
        if (!part.holds(value)) {
          return false;
        }
      }
      return true;
    }
  }

  int MAX_PATTERN = 200;

  /** A plain value, or an object of {@code min}, {@code max}, {@code in}, {@code not}, … */
  static Expectation of(Json json, String path) throws InvalidInput {
    return switch (json) {
      case Json.Str _, Json.Num _, Json.Bool _ -> new Equal(json);
      case Json.Obj _ -> of(Fields.of(json, path));
      case Json.Arr array -> new OneOf(array.items());
      case Json.Nul _ -> throw new InvalidInput(path, Message.of("error.check.value"));
    };
  }

  private static Expectation of(Fields fields) throws InvalidInput {
    List<Expectation> parts = new ArrayList<>();
    if (fields.has("min")) {
      parts.add(new AtLeast(bound(fields, "min")));
    }
    if (fields.has("max")) {
      parts.add(new AtMost(bound(fields, "max")));
    }
    if (fields.has("in")) {
      parts.add(new OneOf(fields.items("in", 100)));
    }
    if (fields.has("not")) {
      parts.add(new Not(fields.any("not")));
    }
    if (fields.has("matches")) {
      parts.add(new Matches(fields.text("matches", MAX_PATTERN)));
    }
    if (fields.has("contains")) {
      parts.add(new Contains(fields.text("contains", MAX_PATTERN)));
    }
    fields.end();
    if (parts.isEmpty()) {
      throw new InvalidInput(fields.path(), Message.of("error.check.value"));
    }
    return parts.size() == 1 ? parts.get(0) : new Both(List.copyOf(parts));
  }

  private static Json.Num bound(Fields fields, String name) throws InvalidInput {
    Json value = fields.any(name);
    if (value instanceof Json.Num number) {
      return number;
    }
    String text = Values.text(value).trim();
    OptionalInt word = Numbers.parse(text);
    if (word.isEmpty()) {
      throw new InvalidInput(fields.path(name), Message.of("error.field.word"));
    }
    Json bound = text.startsWith("-") ? Json.of(word.getAsInt()) : Json.unsigned(word.getAsInt());
    return (Json.Num) bound;
  }
}
