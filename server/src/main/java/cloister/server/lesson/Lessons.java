package cloister.server.lesson;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The course's index and bundles, from the class path. */
public final class Lessons {
  private static final String FOLDER = "/bundles/lessons/";
  private static final int MAX_BUNDLE = 4 << 20;
  private static final int MANY = 1000;

  private final String index;
  private final Map<String, String> bundles = new LinkedHashMap<>();
  private final Map<String, List<String>> formerly = new LinkedHashMap<>();

  /** Read when they are first asked for: the first answer of a server needs none of them. */
  private final Map<String, Lesson> lessons = new ConcurrentHashMap<>();

  private Lessons(String index) throws InvalidInput {
    this.index = index;
    Fields course = Fields.of(json(index), "index");
    for (Fields lesson : course.objects("lessons", MANY)) {
      String id = lesson.text("id", MANY);
      bundles.put(id, text(FOLDER + id + ".json"));
    }
    for (Fields lesson : course.objects("retired", MANY)) {
      String id = lesson.text("id", MANY);
      bundles.put(id, text(FOLDER + id + ".json"));
      for (String became : lesson.texts("became", MANY, MANY)) {
        formerly.computeIfAbsent(became, _ -> new ArrayList<>()).add(id);
      }
    }
  }

  public static Lessons fromClassPath() {
    try {
      return new Lessons(text(FOLDER + "index.json"));
    } catch (InvalidInput e) {
      throw new IllegalStateException("an index that cannot be read", e);
    }
  }

  /** The course with its parts and lessons, as JSON text. */
  public String index() {
    return index;
  }

  /** In the course's order, those that it does not list any more at the end. */
  public List<String> ids() {
    return List.copyOf(bundles.keySet());
  }

  /** A lesson's bundle as JSON text. */
  public Optional<String> bundle(String id) {
    return Optional.ofNullable(bundles.get(id));
  }

  public Optional<Lesson> lesson(String id) {
    return bundle(id).map(text -> lessons.computeIfAbsent(id, _ -> read(id, text)));
  }

  /** The retired lessons that became this one: who has finished one of them has finished it. */
  public List<String> formerly(String id) {
    return formerly.getOrDefault(id, List.of());
  }

  /** The ids of a known lesson's tasks in order. */
  public List<String> tasks(String id) {
    return lesson(id).orElseThrow().tasks().stream().map(Task::id).toList();
  }

  private static Lesson read(String id, String bundle) {
    try {
      return Lesson.of(json(bundle), id);
    } catch (InvalidInput e) {
      throw new IllegalStateException("a bundle that the simulator does not take: " + id, e);
    }
  }

  private static Json json(String text) throws InvalidInput {
    return Texts.json(text, MAX_BUNDLE);
  }

  private static String text(String path) {
    try (InputStream in = Lessons.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
