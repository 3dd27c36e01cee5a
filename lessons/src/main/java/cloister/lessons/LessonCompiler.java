package cloister.lessons;

import cloister.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the bundles: {@code lessons/ID.json} for each lesson, and {@code lessons/index.json}. */
public final class LessonCompiler {
  private LessonCompiler() {}

  /** Arguments: the course's folder, the folder for the bundles. */
  public static void main(String[] arguments) throws IOException {
    try {
      compile(Path.of(arguments[0]), Path.of(arguments[1]));
    } catch (LessonException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  public static void compile(Path courseFolder, Path target) throws IOException, LessonException {
    Course course = Course.read(courseFolder);
    List<Json> parts = new ArrayList<>();
    List<Json> lessons = new ArrayList<>();
    for (Course.Part part : course.parts()) {
      for (String id : part.lessons()) {
        Json.Obj bundle = bundle(course, id);
        write(target.resolve("lessons/" + id + ".json"), bundle);
        lessons.add(entry(bundle));
      }
      parts.add(
          Json.object()
              .put("id", part.id())
              .put("title", part.title())
              .put("summary", part.summary())
              .put("lessons", Json.strings(part.lessons()))
              .build());
    }
    write(
        target.resolve("lessons/index.json"),
        Json.object()
            .put("format", Bundle.FORMAT)
            .put("title", course.title())
            .put("parts", parts)
            .put("lessons", lessons)
            .build());
  }

  static Json.Obj bundle(Course course, String id) throws IOException, LessonException {
    LessonSource source = LessonSource.read(course.folder(id));
    LessonRules.check(course, source);
    return Bundle.of(course, source);
  }

  /** What the index says of a lesson: enough for a list, without its text. */
  private static Json entry(Json.Obj bundle) {
    Json.Members entry = Json.object();
    for (String key :
        List.of(
            "id", "kind", "title", "summary", "part", "position", "minutes", "difficulty",
            "concepts", "requires")) {
      entry.put(key, bundle.get(key));
    }
    List<Json> tasks = new ArrayList<>();
    if (bundle.get("tasks") instanceof Json.Arr all) {
      for (Json task : all.items()) {
        if (task instanceof Json.Obj members) {
          tasks.add(
              Json.object()
                  .put("id", members.get("id"))
                  .put("title", members.get("title"))
                  .build());
        }
      }
    }
    return entry.put("tasks", tasks).build();
  }

  private static void write(Path file, Json json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json.write() + "\n");
  }
}
