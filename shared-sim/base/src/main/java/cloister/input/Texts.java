package cloister.input;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.message.Argument;
import cloister.message.Message;

/** Reads JSON text and gives its errors words. */
public final class Texts {
  private Texts() {}

  public static Json json(String text, int maxLength) throws InvalidInput {
    try {
      return JsonParser.parse(text, maxLength);
    } catch (JsonException e) {
      throw new InvalidInput(
          "",
          Message.of(
              "error.json",
              Argument.decimal("line", e.line()),
              Argument.decimal("column", e.column()),
              Argument.text("problem", problem(e.problem()))));
    }
  }

  private static Message problem(JsonException.Problem problem) {
    return switch (problem) {
      case UNEXPECTED_END -> Message.of("error.json.end");
      case UNEXPECTED_CHARACTER -> Message.of("error.json.character");
      case BAD_ESCAPE -> Message.of("error.json.escape");
      case BAD_NUMBER -> Message.of("error.json.number");
      case DUPLICATE_KEY -> Message.of("error.json.duplicate");
      case TOO_DEEP -> Message.of("error.json.deep");
      case TOO_LONG -> Message.of("error.json.long");
    };
  }
}
