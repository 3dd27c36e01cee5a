package cloister.lessons;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a task's check asks the learner, found in the check itself. */
final class Questions {
  private static final String PREDICTION = "predict";

  private Questions() {}

  /** The question as the page shows it: its type, and the values that can be chosen. */
  static Json ask(FrontMatter.Task task, Markdown words) throws LessonException {
    Json question = find(task.check());
    if (!(question instanceof Json.Obj object)) {
      return ask("none", List.of());
    }
    String type = object.get("type") instanceof Json.Str text ? text.value() : "choice";
    List<Json> choices = new ArrayList<>();
    for (String value : values(object)) {
      choices.add(
          Json.object()
              .put("value", value)
              .put("text", words.plain(task.choices().getOrDefault(value, value), 0))
              .build());
    }
    return ask(type, choices);
  }

  /** The values that can be chosen, in order. */
  static List<String> values(FrontMatter.Task task) {
    return find(task.check()) instanceof Json.Obj question ? values(question) : List.of();
  }

  /** The answers for which the feedback has no words, the right one included. */
  static List<String> unexplained(FrontMatter.Task task) {
    if (!(find(task.check()) instanceof Json.Obj question) || isIncomplete(question)) {
      return List.of();
    }
    List<String> needed = new ArrayList<>(List.of("right"));
    String type = question.get("type") instanceof Json.Str text ? text.value() : PREDICTION;
    switch (type) {
      case "choice", "multi" -> {
        List<String> right = items(question.get("correct"));
        values(question).stream().filter(value -> !right.contains(value)).forEach(needed::add);
      }
      // The machine knows what is right, so that each choice but one may turn out wrong.
      case PREDICTION ->
          needed.addAll(
              values(question).stream()
                  .filter(value -> !task.feedback().containsKey(value))
                  .skip(1)
                  .toList());
      case "number" -> needed.add("other");
      default -> {}
    }
    needed.removeIf(task.feedback()::containsKey);
    return needed;
  }

  /** A question that has no right answer is told by who reads it; a prediction needs none. */
  private static boolean isIncomplete(Json.Obj question) {
    return question.get("type") != Json.NULL && question.get("correct") == Json.NULL;
  }

  private static List<String> items(Json value) {
    return value instanceof Json.Arr array
        ? array.items().stream().map(Questions::text).toList()
        : List.of(text(value));
  }

  private static Json ask(String type, List<Json> choices) {
    return Json.object().put("type", type).put("choices", choices).build();
  }

  private static List<String> values(Json.Obj question) {
    for (String key : List.of("choices", "one", "of")) {
      if (question.get(key) instanceof Json.Arr values) {
        return values.items().stream().map(Questions::text).toList();
      }
    }
    return question.get("first") instanceof Json.Obj possibilities
        ? List.copyOf(possibilities.members().keySet())
        : List.of();
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.write();
  }

  /** The first {@code predict} or {@code answer} within a check. */
  private static Json find(Json check) {
    switch (check) {
      case Json.Obj object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          boolean asks = member.getKey().equals("predict") || member.getKey().equals("answer");
          Json found = asks ? member.getValue() : find(member.getValue());
          if (found != Json.NULL) {
            return found;
          }
        }
      }
      case Json.Arr array -> {
        for (Json item : array.items()) {
          Json found = find(item);
          if (found != Json.NULL) {
            return found;
          }
        }
      }
      case Json.Str _, Json.Num _, Json.Bool _, Json.Nul _ -> {}
    }
    return Json.NULL;
  }
}
