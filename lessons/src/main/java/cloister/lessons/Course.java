package cloister.lessons;

import cloister.input.Fields;
import cloister.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The course: its parts, the order of their lessons, and the glossary.
 *
 * @param root the folder of {@code course.yaml}
 * @param retired lessons that the course does not list any more, but that links and classes open
 */
record Course(Path root, String title, List<Part> parts, List<Retired> retired, Glossary glossary) {
  private static final int FORMAT = 1;
  private static final int MANY = 100;
  private static final int MAX_TEXT = 500;

  /** A part; it may have no lesson yet. */
  record Part(String id, String title, String summary, List<String> lessons) {}

  /**
   * A lesson that was cut anew.
   *
   * @param became the lessons that have its material now; who finished it has finished them
   */
  record Retired(String lesson, List<String> became) {}

  static Course read(Path root) throws IOException, LessonException {
    String file = root.resolve("course.yaml").toString();
    Yaml yaml = Yaml.read(file, CourseFile.read(Path.of(file)), 0);
    Path glossaryFile = root.resolve("glossary.yaml");
    Glossary glossary = Glossary.read(glossaryFile.toString(), CourseFile.read(glossaryFile));
    try {
      Fields fields = Fields.of(yaml.root(), "");
      fields.number("format", FORMAT, FORMAT);
      String title = fields.text("title", MAX_TEXT);
      List<Part> parts = new ArrayList<>();
      for (Fields part : fields.objects("parts", MANY)) {
        parts.add(
            new Part(
                part.text("id", MAX_TEXT),
                part.text("title", MAX_TEXT),
                part.text("summary", MAX_TEXT),
                part.texts("lessons", MANY, MAX_TEXT)));
        part.end();
      }
      List<Retired> retired = retired(fields);
      fields.end();
      Course course = new Course(root, title, parts, retired, glossary);
      for (String id : course.allIds()) {
        if (!Files.isRegularFile(course.folder(id).resolve("lesson.md"))) {
          throw new LessonException(file, 0, "there is no lesson " + id);
        }
      }
      return course;
    } catch (InvalidInput e) {
      throw yaml.locate(e);
    }
  }

  private static List<Retired> retired(Fields fields) throws InvalidInput {
    List<Retired> retired = new ArrayList<>();
    for (Fields lesson : fields.objects("retired", MANY)) {
      retired.add(
          new Retired(lesson.text("lesson", MAX_TEXT), lesson.texts("became", MANY, MAX_TEXT)));
      lesson.end();
    }
    return retired;
  }

  /** The course with its glossary in another language. */
  Course translated(String locale) throws IOException, LessonException {
    Path file = root.resolve("glossary." + locale + ".yaml");
    return new Course(
        root, title, parts, retired, glossary.translated(file.toString(), CourseFile.read(file)));
  }

  /** The lessons in order, those that have retired at the end. */
  List<String> allIds() {
    List<String> ids = new ArrayList<>(lessonIds());
    retired.forEach(lesson -> ids.add(lesson.lesson()));
    return ids;
  }

  /** What a retired lesson became; nothing for one of the course. */
  List<String> became(String lesson) {
    return retired.stream()
        .filter(each -> each.lesson().equals(lesson))
        .map(Retired::became)
        .findFirst()
        .orElse(List.of());
  }

  List<String> lessonIds() {
    return parts.stream().flatMap(part -> part.lessons().stream()).toList();
  }

  Path folder(String lesson) {
    return root.resolve(lesson);
  }

  /**
   * The part that a lesson belongs to, and its place in it; both from 1. A retired lesson stands
   * where the first of those stands that it became.
   */
  int[] position(String lesson) {
    if (!became(lesson).isEmpty()) {
      return position(became(lesson).get(0));
    }
    for (int i = 0; i < parts.size(); i++) {
      int place = parts.get(i).lessons().indexOf(lesson);
      if (place >= 0) {
        return new int[] {i + 1, place + 1};
      }
    }
    throw new IllegalArgumentException(lesson);
  }
}
