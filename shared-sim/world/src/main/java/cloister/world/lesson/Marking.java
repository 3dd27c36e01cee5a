package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Numbers;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Probe;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares an answer with the right one, and finds the words for a wrong one. */
final class Marking {
  private static final String MISSING = "missing";
  private static final String OTHER = "other";
  private static final String RIGHT = "right";

  private Marking() {}

  static boolean right(World world, Check.Answer question, Json given) {
    Optional<Json> correct = correct(world, question.correct());
    if (correct.isEmpty()) {
      return false;
    }
    return switch (question.kind()) {
      case CHOICE -> Values.equal(given, correct.get());
      case NUMBER ->
          Values.number(given).isPresent()
              && Values.number(given).equals(Values.number(correct.get()));
      case ORDER -> sameOrder(items(given), items(correct.get()));
      case MULTI, MATCH -> sameSet(items(given), items(correct.get()));
    };
  }

  /** The words for a wrong answer: those for the answer itself, or the lesson's general ones. */
  static Message feedback(World world, Task task, Check.Answer question, Json given) {
    Optional<Message> unread = unread(world, question, given);
    if (unread.isPresent()) {
      return unread.get();
    }
    List<Json> right = correct(world, question.correct()).map(Marking::items).orElse(List.of());
    for (Json item : items(given)) {
      if (!contains(right, item) || question.kind() == Check.Answer.Kind.ORDER) {
        Optional<Message> words = words(task, item);
        if (words.isPresent()) {
          return words.get();
        }
      }
    }
    boolean onlyMissing = containsAll(right, items(given));
    String general = onlyMissing && task.feedback().containsKey(MISSING) ? MISSING : OTHER;
    return words(task, Json.of(general)).orElse(Message.of("task.wrong"));
  }

  /** What is wrong with the writing of a number, when that is all that can be said of it. */
  private static Optional<Message> unread(World world, Check.Answer question, Json given) {
    if (question.kind() != Check.Answer.Kind.NUMBER) {
      return Optional.empty();
    }
    String text = Values.text(given).strip();
    OptionalInt hex = Numbers.parseHex(text);
    OptionalInt value = Values.number(given);
    boolean meant =
        hex.isPresent()
            && correct(world, question.correct()).map(Values::number).equals(Optional.of(hex));
    if (value.isPresent()) {
      return meant
          ? Optional.of(
              Message.of(
                  "task.decimal",
                  Argument.code("text", text),
                  Argument.hex("value", value.getAsInt()),
                  Argument.code("hex", "0x" + text)))
          : Optional.empty();
    }
    return Optional.of(
        meant
            ? Message.of("task.hex", Argument.code("hex", "0x" + text))
            : Message.of("task.not-number"));
  }

  static Message feedback(Task task, Json given) {
    return words(task, given)
        .or(() -> words(task, Json.of(OTHER)))
        .orElse(Message.of("task.predicted-wrong"));
  }

  /** Why the right answer is right, where the lesson says so. */
  static Optional<Message> right(Task task) {
    return Optional.ofNullable(task.feedback().get(RIGHT)).map(Marking::prose);
  }

  static Message prose(String text) {
    return Message.of("task.prose", Argument.prose("text", text));
  }

  private static Optional<Message> words(Task task, Json answer) {
    for (String key : task.feedback().keySet()) {
      if (Values.equal(Json.of(key), answer)) {
        return Optional.of(prose(task.feedback().get(key)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Json> correct(World world, Check.Correct correct) {
    return switch (correct) {
      case Check.Correct.Fixed(Json value) -> Optional.of(value);
      case Check.Correct.Computed(String probe, int plus) ->
          Probe.read(world, probe)
              .map(
                  value ->
                      Values.number(value).isPresent()
                          ? Json.unsigned(Values.number(value).getAsInt() + plus)
                          : value);
    };
  }

  private static List<Json> items(Json value) {
    return value instanceof Json.Arr array ? array.items() : List.of(value);
  }

  private static boolean sameOrder(List<Json> a, List<Json> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!Values.equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameSet(List<Json> a, List<Json> b) {
    return containsAll(a, b) && containsAll(b, a);
  }

  private static boolean containsAll(List<Json> all, List<Json> some) {
    List<Json> absent = new ArrayList<>(some);
    absent.removeIf(item -> contains(all, item));
    return absent.isEmpty();
  }

  private static boolean contains(List<Json> items, Json wanted) {
    for (Json item : items) {
      if (Values.equal(item, wanted)) {
        return true;
      }
    }
    return false;
  }
}
