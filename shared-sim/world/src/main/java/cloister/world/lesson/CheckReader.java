package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Numbers;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads checks from JSON; unknown keys are errors that name the key. */
final class CheckReader {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 200;
  private static final int MAX_COMPARED_STEPS = 100_000;

  private CheckReader() {}

  /** A check; several kinds in one object must all hold. */
  static Check read(Fields fields) throws InvalidInput {
    List<Check> checks = new ArrayList<>();
    if (fields.has("state")) {
      checks.add(state(fields.object("state")));
    }
    if (fields.has("trace")) {
      checks.add(trace(fields.object("trace")));
    }
    if (fields.has("predict")) {
      checks.add(predict(fields.object("predict")));
    }
    if (fields.has("answer")) {
      checks.add(answer(fields.object("answer")));
    }
    if (fields.has("budget")) {
      checks.add(budget(fields.object("budget")));
    }
    if (fields.has("compare")) {
      checks.add(compare(fields.object("compare")));
    }
    if (fields.has("all")) {
      checks.add(new Check.All(list(fields, "all")));
    }
    if (fields.has("any")) {
      checks.add(new Check.Any(list(fields, "any")));
    }
    if (fields.has("not")) {
      checks.add(new Check.Not(readWhole(fields.object("not"))));
    }
    if (checks.isEmpty()) {
      fields.end();
      throw new InvalidInput(fields.path(), Message.of("error.check.empty"));
    }
    return checks.size() == 1 ? checks.get(0) : new Check.All(List.copyOf(checks));
  }

  /** A check that has no other members beside it. */
  static Check readWhole(Fields fields) throws InvalidInput {
    Check check = read(fields);
    fields.end();
    return check;
  }

  private static List<Check> list(Fields fields, String name) throws InvalidInput {
    List<Check> checks = new ArrayList<>();
    for (Fields item : fields.objects(name, MAX_ITEMS)) {
      checks.add(readWhole(item));
    }
    return List.copyOf(checks);
  }

  private static Check state(Fields fields) throws InvalidInput {
    List<Check.Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, Json> member : fields.members().entrySet()) {
      String path = fields.path(member.getKey());
      conditions.add(
          new Check.Condition(
              Probe.Prepared.of(probe(member.getKey(), path)),
              Expectation.of(member.getValue(), path)));
    }
    return new Check.State(List.copyOf(conditions));
  }

  private static String probe(String probe, String path) throws InvalidInput {
    if (!Probe.isPath(probe)) {
      throw new InvalidInput(path, Message.of("error.path", Argument.code("path", probe)));
    }
    return probe;
  }

  private static Check trace(Fields fields) throws InvalidInput {
    Check check =
        new Check.Trace(
            names(fields, "has"),
            names(fields, "never"),
            names(fields, "seq"),
            counts(fields),
            names(fields, "after"),
            names(fields, "before"));
    fields.end();
    return check;
  }

  /** One name or a list of them. */
  private static List<EventName> names(Fields fields, String key) throws InvalidInput {
    List<EventName> names = new ArrayList<>();
    if (!fields.has(key)) {
      return names;
    }
    if (fields.any(key) instanceof Json.Str) {
      names.add(new EventName(fields.text(key, MAX_TEXT)));
    } else {
      for (String name : fields.texts(key, MAX_ITEMS, MAX_TEXT)) {
        names.add(new EventName(name));
      }
    }
    return List.copyOf(names);
  }

  private static List<Check.Count> counts(Fields fields) throws InvalidInput {
    List<Check.Count> counts = new ArrayList<>();
    if (fields.has("count")) {
      Fields count = fields.object("count");
      for (Map.Entry<String, Json> member : count.members().entrySet()) {
        counts.add(
            new Check.Count(
                new EventName(member.getKey()),
                Expectation.of(member.getValue(), count.path(member.getKey()))));
      }
    }
    return List.copyOf(counts);
  }

  private static Check predict(Fields fields) throws InvalidInput {
    if (fields.has("first")) {
      Check.Before first = new Check.Before.FirstOf(possibilities(fields.object("first")));
      fields.end();
      return new Check.Predict(first, "", List.of());
    }
    Check.Before before = before(fields.text("before", MAX_TEXT), fields.path("before"));
    String ask = probe(fields.text("ask", MAX_TEXT), fields.path("ask"));
    List<Json> choices = fields.has("choices") ? fields.items("choices", MAX_ITEMS) : List.of();
    fields.end();
    return new Check.Predict(before, ask, choices);
  }

  private static List<Check.Possibility> possibilities(Fields fields) throws InvalidInput {
    List<Check.Possibility> possibilities = new ArrayList<>();
    for (String choice : fields.members().keySet()) {
      Check check = readWhole(fields.object(choice));
      possibilities.add(new Check.Possibility(Json.of(choice), check));
    }
    if (possibilities.size() < 2) {
      throw new InvalidInput(fields.path(), Message.of("error.check.empty"));
    }
    return List.copyOf(possibilities);
  }

  /** {@code step N}, {@code at SYMBOL}, or an event name. */
  private static Check.Before before(String text, String path) throws InvalidInput {
    if (text.startsWith("at ")) {
      return new Check.Before.Symbol(text.substring(3).trim());
    }
    if (!text.startsWith("step ")) {
      return new Check.Before.Happening(new EventName(text));
    }
    OptionalInt number = Numbers.parse(text.substring(5).trim());
    if (number.isEmpty() || number.getAsInt() < 1) {
      throw new InvalidInput(path, Message.of("error.check.before"));
    }
    return new Check.Before.Step(number.getAsInt());
  }

  private static Check answer(Fields fields) throws InvalidInput {
    Check.Answer.Kind kind = kind(fields);
    String key = fields.has("one") ? "one" : "of";
    List<Json> choices = fields.has(key) ? fields.items(key, MAX_ITEMS) : List.of();
    Check.Correct correct = correct(fields);
    fields.end();
    return new Check.Answer(kind, choices, correct);
  }

  private static Check.Answer.Kind kind(Fields fields) throws InvalidInput {
    String type = fields.text("type", MAX_TEXT);
    for (Check.Answer.Kind kind : Check.Answer.Kind.values()) {
      if (kind.id().equals(type)) {
        return kind;
      }
    }
    throw new InvalidInput(
        fields.path("type"), Message.of("error.check.type", Argument.code("type", type)));
  }

  private static Check.Correct correct(Fields fields) throws InvalidInput {
    Json value = fields.any("correct");
    if (!(value instanceof Json.Obj)) {
      return new Check.Correct.Fixed(value);
    }
    Fields computed = fields.object("correct");
    String probe = probe(computed.text("probe", MAX_TEXT), computed.path("probe"));
    int plus = computed.has("plus") ? computed.word("plus") : 0;
    computed.end();
    return new Check.Correct.Computed(probe, plus);
  }

  private static Check budget(Fields fields) throws InvalidInput {
    Check check =
        new Check.Budget(
            fields.number("steps", 0, Integer.MAX_VALUE, -1),
            fields.number("instructions", 0, Integer.MAX_VALUE, -1),
            fields.number("bytes", 0, Integer.MAX_VALUE, -1));
    fields.end();
    return check;
  }

  private static Check compare(Fields fields) throws InvalidInput {
    Check check =
        new Check.Compare(
            configuration(fields.object("first")),
            configuration(fields.object("second")),
            fields.number("steps", 1, MAX_COMPARED_STEPS),
            probes(fields, "same"),
            probes(fields, "differ"));
    fields.end();
    return check;
  }

  private static List<String> probes(Fields fields, String key) throws InvalidInput {
    List<String> paths = fields.texts(key, MAX_ITEMS, MAX_TEXT);
    for (String path : paths) {
      probe(path, fields.path(key));
    }
    return paths;
  }

  private static Check.Configuration configuration(Fields fields) throws InvalidInput {
    int at = fields.number("at", 0, MAX_COMPARED_STEPS, 0);
    List<Check.Change> changes = new ArrayList<>();
    if (fields.has("poke")) {
      Fields pokes = fields.object("poke");
      for (Map.Entry<String, Json> member : pokes.members().entrySet()) {
        String path = pokes.path(member.getKey());
        changes.add(new Check.Change(member.getKey(), Fields.word(member.getValue(), path)));
      }
    }
    fields.end();
    return new Check.Configuration(at, List.copyOf(changes));
  }
}
