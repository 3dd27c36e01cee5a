package cloister.lessons;

import cloister.input.InvalidInput;
import cloister.message.Message;

/** What authors read about mistakes in their files; learners never see these. */
final class Words {
  private Words() {}

  static String of(InvalidInput error) {
    String reason = reason(error.reason());
    return error.field().isEmpty() ? reason : error.field() + ": " + reason;
  }

  private static String reason(Message message) {
    return switch (message.id()) {
      case "error.field.unknown" -> "unknown key";
      case "error.field.missing" -> "is missing";
      case "error.field.object" -> "must be a mapping";
      case "error.field.array" -> "must be a list";
      case "error.field.text" -> "must be text";
      case "error.field.number", "error.field.word" -> "must be a whole number within its bounds";
      case "error.field.flag" -> "must be true or false";
      case "error.field.long" -> "is too long";
      case "error.field.many" -> "has too many items";
      case "error.field.value" -> "is not one of the allowed values";
      default -> message.toJson().write();
    };
  }
}
