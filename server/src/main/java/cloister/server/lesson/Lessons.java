package cloister.server.lesson;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The course's index and bundles, from the class path. */
public final class Lessons {
  private static final String FOLDER = "/bundles/lessons/";

  private final String index;
  private final Map<String, Json.Obj> bundles = new LinkedHashMap<>();

  private Lessons(String index, List<String> ids) {
    this.index = index;
    for (String id : ids) {
      bundles.put(id, object(text(FOLDER + id + ".json")));
    }
  }

  public static Lessons fromClassPath() {
    String index = text(FOLDER + "index.json");
    List<String> ids = new ArrayList<>();
    for (Json part : items(object(index).get("parts"))) {
      for (Json lesson : items(((Json.Obj) part).get("lessons"))) {
        ids.add(textOf(((Json.Obj) lesson).get("id")));
      }
    }
    return new Lessons(index, ids);
  }

  /** The course with its parts and lessons, as JSON text. */
  public String index() {
    return index;
  }

  /** In the course's order. */
  public List<String> ids() {
    return List.copyOf(bundles.keySet());
  }

  public Optional<Json.Obj> bundle(String id) {
    return Optional.ofNullable(bundles.get(id));
  }

  /** The ids of a lesson's tasks in order. */
  public List<String> tasks(String id) {
    List<String> tasks = new ArrayList<>();
    for (Json task : items(bundles.get(id).get("tasks"))) {
      tasks.add(textOf(((Json.Obj) task).get("id")));
    }
    return tasks;
  }

  private static List<Json> items(Json json) {
    return json instanceof Json.Arr array ? array.items() : List.of();
  }

  private static String textOf(Json json) {
    return ((Json.Str) json).value();
  }

  private static Json.Obj object(String text) {
    try {
      return (Json.Obj) JsonParser.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException("a bundle that is not JSON", e);
    }
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
