package cloister.server.api;

import cloister.codec.Json;
import java.util.List;
import java.util.Optional;

/**
 * Which field of a run's request a file's text came from: the last entry that loads it, or its
 * start.
 */
final class SourceField {
  private SourceField() {}

  static String of(String file, Optional<Json> scenario, Optional<Json> log) {
    List<Json> entries = items(log);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (has(entries.get(i), "do", "load") && has(entries.get(i), "file", file)) {
        return "log[" + i + "].text";
      }
    }
    List<Json> files = items(scenario.map(start -> ((Json.Obj) start).get("files")));
    for (int i = 0; i < files.size(); i++) {
      if (has(files.get(i), "name", file)) {
        return "scenario.files[" + i + "].text";
      }
    }
    return "lesson";
  }

  private static List<Json> items(Optional<Json> list) {
    return list.map(json -> ((Json.Arr) json).items()).orElse(List.of());
  }

  private static boolean has(Json object, String name, String value) {
    return ((Json.Obj) object).get(name) instanceof Json.Str(String text) && text.equals(value);
  }
}
