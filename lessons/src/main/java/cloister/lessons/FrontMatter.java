package cloister.lessons;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Message;
import cloister.world.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a lesson file; {@code lesson.schema.json} says the same to editors.
 *
 * @param fast part of the shortest way through the course
 * @param deeper optional, and not needed by any lesson that is not deeper itself
 * @param question what the lesson ends with and the next one answers; empty for a retired lesson
 */
record FrontMatter(
    String id,
    String kind,
    String title,
    String summary,
    List<String> objectives,
    List<String> outOfScope,
    List<String> concepts,
    List<String> requires,
    int minutes,
    String difficulty,
    boolean fast,
    boolean deeper,
    String question,
    Sim sim,
    List<Task> tasks) {

  static final int FORMAT = 1;

  /** The kind of a lesson without a machine: text and questions. */
  static final String READING = "reading";

  private static final int LONG_TEXT = 2000;
  private static final int SHORT_TEXT = 200;
  private static final int SUMMARY = 350;
  private static final int MANY = 100;

  /** What a panel can be asked to show: the panels, and the sheets of the inspector. */
  static final List<String> PANES =
      List.of(
          "code",
          "picture",
          "trace",
          "registers",
          "tables",
          "memory",
          "pages",
          "transfers",
          "devices",
          "exits",
          "c",
          "calls",
          "processes",
          "files",
          "memory-map",
          "fences",
          "capabilities",
          "layers");

  private static final List<String> STOPS = List.of("ring", "fault", "call", "exit", "lie");
  private static final List<String> PICTURES =
      List.of("rings", "monastery", "stack", "pages", "guests", "translation", "processes");

  /**
   * How the lesson's world begins, what its lab forbids and stops at, and what it shows first.
   *
   * @param stops where a run stops until the learner chooses otherwise
   * @param panes at most two of {@link #PANES}, left and right; none for the lab's own choice
   * @param picture what the panel of pictures begins with; empty for the lab's own choice
   */
  record Sim(
      String model,
      String start,
      List<Integer> seeds,
      List<String> deny,
      List<String> stops,
      List<String> panes,
      String picture) {

    /** Of a lesson without a machine. */
    static final Sim NONE =
        new Sim(Scenario.RINGS, "", List.of(0), List.of(), List.of(), List.of(), "");
  }

  boolean isReading() {
    return kind.equals(READING);
  }

  /**
   * A thing that must become true.
   *
   * @param check as the simulator's evaluator reads it
   * @param choices the words of each value that can be answered
   * @param quiz true for the questions at the end
   */
  record Task(
      String id,
      String title,
      List<String> needs,
      int points,
      int par,
      Json check,
      List<Hint> hints,
      Map<String, String> feedback,
      Map<String, String> choices,
      boolean quiz) {}

  /**
   * @param when the check that makes the hint fit; {@link Json#NULL} when it always fits
   */
  record Hint(String text, Json when) {}

  static FrontMatter of(Json json) throws InvalidInput {
    Fields fields = Fields.of(json, "");
    fields.number("format", FORMAT, FORMAT);
    String id = id(fields, "id");
    String kind = oneOf(fields, "kind", List.of("lesson", "challenge", "demo", READING));
    String title = fields.text("title", SHORT_TEXT);
    String summary = fields.text("summary", SUMMARY);
    List<String> objectives = fields.texts("objectives", MANY, SUMMARY);
    List<String> outOfScope = fields.texts("out_of_scope", MANY, SHORT_TEXT);
    List<String> concepts = fields.texts("concepts", MANY, SHORT_TEXT);
    List<String> requires = fields.texts("requires", MANY, SHORT_TEXT);
    int minutes = fields.number("minutes", 1, 60);
    String difficulty = oneOf(fields, "difficulty", List.of("easy", "medium", "hard"));
    boolean fast = fields.flag("fast", false);
    boolean deeper = fields.flag("deeper", false);
    String question = fields.text("question", SUMMARY, "");
    Sim sim = kind.equals(READING) ? Sim.NONE : sim(fields.object("sim"));
    List<Task> tasks = new ArrayList<>();
    Map<String, Map<String, String>> quiz = quiz(fields);
    for (Fields task : fields.objects("tasks", MANY)) {
      tasks.add(task(task, quiz));
    }
    fields.end();
    if (!quiz.isEmpty()) {
      throw new InvalidInput(
          "quiz." + quiz.keySet().iterator().next(), Message.of("error.field.value"));
    }
    return new FrontMatter(
        id,
        kind,
        title,
        summary,
        objectives,
        outOfScope,
        concepts,
        requires,
        minutes,
        difficulty,
        fast,
        deeper,
        question,
        sim,
        tasks);
  }

  private static Sim sim(Fields fields) throws InvalidInput {
    String model = fields.text("model", SHORT_TEXT);
    String start = fields.text("start", SHORT_TEXT);
    List<Integer> seeds = new ArrayList<>();
    List<Json> items = fields.items("seed", MANY);
    for (int i = 0; i < items.size(); i++) {
      seeds.add(
          Fields.number(items.get(i), fields.path("seed") + "[" + i + "]", 0, Integer.MAX_VALUE));
    }
    List<String> deny = fields.texts("deny", MANY, SHORT_TEXT);
    List<String> stops = someOf(fields, "stops", STOPS.size(), STOPS);
    List<String> panes = someOf(fields, "panes", 2, PANES);
    String picture = fields.has("picture") ? oneOf(fields, "picture", PICTURES) : "";
    fields.end();
    if (seeds.isEmpty()) {
      throw new InvalidInput(fields.path("seed"), Message.of("error.field.missing"));
    }
    return new Sim(model, start, seeds, deny, stops, panes, picture);
  }

  /** The words of each quiz question's choices, by task; {@link #task} takes out what it uses. */
  private static Map<String, Map<String, String>> quiz(Fields fields) throws InvalidInput {
    Map<String, Map<String, String>> quiz = new LinkedHashMap<>();
    if (fields.has("quiz")) {
      Fields questions = fields.object("quiz");
      for (String task : List.copyOf(questions.members().keySet())) {
        quiz.put(task, texts(questions, task));
      }
    }
    return quiz;
  }

  private static Task task(Fields fields, Map<String, Map<String, String>> quiz)
      throws InvalidInput {
    String id = id(fields, "id");
    String title = fields.text("title", SHORT_TEXT);
    List<String> needs = fields.texts("needs", MANY, SHORT_TEXT);
    int points = fields.number("points", 0, MANY, 1);
    int par = fields.number("par", 1, MANY, 1);
    Json check = fields.any("check");
    List<Hint> hints = new ArrayList<>();
    for (Fields hint : fields.objects("hints", MANY)) {
      Json when = hint.has("when") ? hint.any("when") : Json.NULL;
      hints.add(new Hint(hint.text("text", LONG_TEXT), when));
      hint.end();
    }
    Map<String, String> feedback = texts(fields, "feedback");
    Map<String, String> choices = texts(fields, "choices");
    fields.end();
    Map<String, String> question = quiz.remove(id);
    return new Task(
        id,
        title,
        needs,
        points,
        par,
        check,
        hints,
        feedback,
        question == null ? choices : question,
        question != null);
  }

  /** A mapping of free keys to texts. */
  private static Map<String, String> texts(Fields fields, String name) throws InvalidInput {
    Map<String, String> texts = new LinkedHashMap<>();
    if (fields.has(name)) {
      for (Map.Entry<String, Json> member : fields.object(name).members().entrySet()) {
        String path = fields.path(name) + "." + member.getKey();
        texts.put(member.getKey(), Fields.text(member.getValue(), path, LONG_TEXT));
      }
    }
    return texts;
  }

  private static List<String> someOf(Fields fields, String name, int most, List<String> values)
      throws InvalidInput {
    List<String> chosen = fields.texts(name, most, SHORT_TEXT);
    if (!values.containsAll(chosen)) {
      throw new InvalidInput(fields.path(name), Message.of("error.field.value"));
    }
    return chosen;
  }

  private static String oneOf(Fields fields, String name, List<String> values) throws InvalidInput {
    String value = fields.text(name, SHORT_TEXT);
    if (!values.contains(value)) {
      throw new InvalidInput(fields.path(name), Message.of("error.field.value"));
    }
    return value;
  }

  /** Ids are in addresses and in stored progress: lower case, digits, dashes and slashes. */
  private static String id(Fields fields, String name) throws InvalidInput {
    String value = fields.text(name, SHORT_TEXT);
    if (!value.matches("[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")) {
      throw new InvalidInput(fields.path(name), Message.of("error.field.value"));
    }
    return value;
  }
}
