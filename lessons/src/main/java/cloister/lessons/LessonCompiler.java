package cloister.lessons;

import cloister.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the bundles: {@code lessons/ID.json} for each lesson, {@code lessons/ID.LOCALE.json} for
 * each translation, {@code lessons/glossary.json}, and {@code lessons/index.json}.
 */
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

  /** Writes what {@link #bundles} makes below {@code target/lessons}. */
  public static void compile(Path courseFolder, Path target) throws IOException, LessonException {
    for (Map.Entry<String, Json> file : bundles(courseFolder).entrySet()) {
      write(target.resolve("lessons").resolve(file.getKey()), file.getValue());
    }
  }

  /** The files of the whole course by their paths, {@code index.json} last. */
  public static Map<String, Json> bundles(Path courseFolder) throws IOException, LessonException {
    Course course = Course.read(courseFolder);
    Map<String, Json> files = new LinkedHashMap<>();
    List<Json> parts = new ArrayList<>();
    List<Json> lessons = new ArrayList<>();
    for (Course.Part part : course.parts()) {
      for (String id : part.lessons()) {
        lessons.add(add(course, id, files));
      }
      parts.add(
          Json.object()
              .put("id", part.id())
              .put("title", part.title())
              .put("summary", part.summary())
              .put("lessons", Json.strings(part.lessons()))
              .build());
    }
    List<Json> retired = new ArrayList<>();
    for (Course.Retired lesson : course.retired()) {
      retired.add(add(course, lesson.lesson(), files));
    }
    files.put("glossary.json", Json.object().put("terms", course.glossary().toJson()).build());
    Json index =
        Json.object()
            .put("format", Bundle.FORMAT)
            .put("title", course.title())
            .put("parts", parts)
            .put("lessons", lessons)
            .put("retired", retired)
            .build();
    files.put("index.json", index);
    return files;
  }

  /** Adds a lesson's bundles to the files; answers what the index says of it. */
  private static Json add(Course course, String id, Map<String, Json> files)
      throws IOException, LessonException {
    LessonSource source = source(course, id);
    Json.Obj bundle = Bundle.of(course, source);
    files.put(id + ".json", bundle);
    for (String locale : source.locales()) {
      files.put(id + "." + locale + ".json", translated(course, source, locale));
    }
    return entry(bundle, source.locales());
  }

  static Json.Obj bundle(Course course, String id) throws IOException, LessonException {
    return Bundle.of(course, source(course, id));
  }

  static Json.Obj translated(Course course, LessonSource source, String locale)
      throws IOException, LessonException {
    return Bundle.of(course.translated(locale), Translation.of(source, locale), locale);
  }

  private static LessonSource source(Course course, String id) throws IOException, LessonException {
    LessonSource source = LessonSource.read(course.folder(id));
    LessonRules.check(course, source);
    return source;
  }

  /** What the index says of a lesson: enough for a list, without its text. */
  private static Json entry(Json.Obj bundle, List<String> locales) {
    Json.Members entry = Json.object();
    for (String key :
        List.of(
            "id",
            "kind",
            "title",
            "summary",
            "part",
            "position",
            "minutes",
            "difficulty",
            "fast",
            "deeper",
            "question",
            "became",
            "concepts",
            "requires")) {
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
    return entry.put("tasks", tasks).put("locales", Json.strings(locales)).build();
  }

  private static void write(Path file, Json json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json.write() + "\n");
  }
}
