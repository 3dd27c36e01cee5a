package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something to achieve.
 *
 * @param needs ids of tasks that must be passed first
 * @param hold true when the check must still be true at the end, false when once is enough
 * @param feedback words for wrong answers, by the answer; {@code missing} and {@code other}
 *     besides, and {@code right} for the right one
 * @param ask the question as the page shows it
 */
public record Task(
    String id,
    String title,
    List<String> needs,
    int points,
    int par,
    Check check,
    boolean hold,
    List<DeadEnd> deadEnds,
    List<Hint> hints,
    Map<String, String> feedback,
    Json ask) {
  private static final int MAX_TEXT = 4000;
  private static final int MAX_ITEMS = 100;

  /** A hint, given only while its condition holds when it has one. */
  public record Hint(String text, Check when) {
    public boolean conditional() {
      return !(when instanceof Check.All(List<Check> checks) && checks.isEmpty());
    }
  }

  /** A state from which the task cannot be passed any more. */
  public record DeadEnd(Check when, String text) {}

  /** True for a question whose right answer does not depend on the machine. */
  boolean asksOnly() {
    return check instanceof Check.Answer answer && answer.correct() instanceof Check.Correct.Fixed;
  }

  static Task of(Fields fields) throws InvalidInput {
    String id = fields.text("id", 100);
    String title = fields.text("title", 1000);
    List<String> needs = fields.texts("needs", MAX_ITEMS, 100);
    int points = fields.number("points", 0, 1000, 1);
    int par = fields.number("par", 0, 1000, 1);
    Fields check = fields.object("check");
    Check condition = CheckReader.read(check);
    boolean hold = hold(check);
    List<DeadEnd> deadEnds = deadEnds(check);
    check.end();
    List<Hint> hints = hints(fields);
    Map<String, String> feedback = feedback(fields);
    Json ask = ask(fields);
    fields.end();
    return new Task(id, title, needs, points, par, condition, hold, deadEnds, hints, feedback, ask);
  }

  private static boolean hold(Fields check) throws InvalidInput {
    String mode = check.text("mode", 10, "edge");
    if (!mode.equals("edge") && !mode.equals("hold")) {
      throw new InvalidInput(
          check.path("mode"), Message.of("error.check.mode", Argument.code("mode", mode)));
    }
    return mode.equals("hold");
  }

  private static List<DeadEnd> deadEnds(Fields check) throws InvalidInput {
    List<DeadEnd> deadEnds = new ArrayList<>();
    if (check.has("fail") && check.any("fail") instanceof Json.Obj) {
      deadEnds.add(deadEnd(check.object("fail")));
    } else {
      for (Fields fields : check.objects("fail", MAX_ITEMS)) {
        deadEnds.add(deadEnd(fields));
      }
    }
    return List.copyOf(deadEnds);
  }

  private static DeadEnd deadEnd(Fields fields) throws InvalidInput {
    DeadEnd deadEnd =
        new DeadEnd(CheckReader.readWhole(fields.object("when")), fields.text("text", MAX_TEXT));
    fields.end();
    return deadEnd;
  }

  private static List<Hint> hints(Fields fields) throws InvalidInput {
    List<Hint> hints = new ArrayList<>();
    for (Fields hint : fields.objects("hints", MAX_ITEMS)) {
      String text = hint.text("text", MAX_TEXT);
      Check when =
          hint.has("when") ? CheckReader.readWhole(hint.object("when")) : new Check.All(List.of());
      hint.end();
      hints.add(new Hint(text, when));
    }
    return List.copyOf(hints);
  }

  private static Map<String, String> feedback(Fields fields) throws InvalidInput {
    Map<String, String> feedback = new LinkedHashMap<>();
    if (fields.has("feedback")) {
      Fields texts = fields.object("feedback");
      for (String key : texts.members().keySet()) {
        feedback.put(key, texts.text(key, MAX_TEXT));
      }
    }
    return feedback;
  }

  private static Json ask(Fields fields) throws InvalidInput {
    if (!fields.has("ask")) {
      return Json.object().put("type", "none").put("choices", List.of()).build();
    }
    Fields ask = fields.object("ask");
    Json.Members json = Json.object().put("type", ask.text("type", 20));
    List<Json> choices = new ArrayList<>();
    for (Fields choice : ask.objects("choices", MAX_ITEMS)) {
      choices.add(
          Json.object()
              .put("value", choice.text("value", 1000))
              .put("text", choice.text("text", 1000))
              .build());
      choice.end();
    }
    ask.end();
    return json.put("choices", choices).build();
  }
}
