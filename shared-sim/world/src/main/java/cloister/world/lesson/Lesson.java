package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lesson bundle, as far as the simulator needs it: the start, the tasks, what is not allowed.
 *
 * @param deny commands that the lesson refuses: {@code poke.PATH}, {@code load.FILE}
 * @param stops where a run stops unless the learner chooses otherwise
 */
public record Lesson(
    String id,
    String title,
    Scenario scenario,
    List<String> deny,
    List<String> stops,
    List<Task> tasks) {
  public static final int FORMAT = 1;

  /** Members of a bundle that are for the page alone. */
  private static final List<String> PAGE =
      List.of(
          "kind",
          "locale",
          "summary",
          "part",
          "partTitle",
          "position",
          "minutes",
          "difficulty",
          "objectives",
          "out_of_scope",
          "concepts",
          "requires",
          "fast",
          "deeper",
          "question",
          "panes",
          "picture",
          "became",
          "seeds",
          "blocks",
          "glossary",
          "quiz");

  public static Lesson of(Json json, String path) throws InvalidInput {
    Fields fields = Fields.of(json, path);
    fields.number("format", FORMAT, FORMAT);
    String id = fields.text("id", 200);
    String title = fields.text("title", 1000);
    Scenario scenario = Scenario.of(fields.any("scenario"), fields.path("scenario"));
    List<String> deny = fields.texts("deny", 100, 200);
    List<String> stops = fields.texts("stops", 10, 20);
    List<Task> tasks = new ArrayList<>();
    for (Fields task : fields.objects("tasks", 100)) {
      tasks.add(Task.of(task));
    }
    for (String member : PAGE) {
      fields.has(member);
    }
    fields.end();
    checkNeeds(tasks, fields.path("tasks"));
    return new Lesson(id, title, scenario, deny, stops, List.copyOf(tasks));
  }

  public Optional<Task> task(String taskId) {
    for (Task task : tasks) {
      if (task.id().equals(taskId)) {
        return Optional.of(task);
      }
    }
    return Optional.empty();
  }

  public Lesson withSeed(int seed) {
    return new Lesson(id, title, scenario.withSeed(seed), deny, stops, tasks);
  }

  /** A task may need only earlier tasks, so that there is no circle. */
  private static void checkNeeds(List<Task> tasks, String path) throws InvalidInput {
    List<String> earlier = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      String field = path + "[" + i + "]";
      if (earlier.contains(tasks.get(i).id())) {
        throw new InvalidInput(field + ".id", Message.of("error.task.twice"));
      }
      for (String need : tasks.get(i).needs()) {
        if (!earlier.contains(need)) {
          throw new InvalidInput(
              field + ".needs", Message.of("error.task.need", Argument.code("task", need)));
        }
      }
      earlier.add(tasks.get(i).id());
    }
  }
}
