package cloister.lessons;

import cloister.world.Probe;
import cloister.world.Scenario;
import java.util.List;

/** What a link {@code see:PATH} in a lesson's text may name: a thing that the lab can show. */
final class Things {
  private static final List<String> FIXED = List.of("console", "stack", "flags", "registers");

  /** What makes a whole thing's path that of one of its values. */
  private static final List<String> VALUES = List.of("", ".dpl", ".user", ".4");

  private static final String CODE = "code.";
  private static final String LINE = "line.";

  private Things() {}

  static boolean has(Scenario scenario, String path) {
    if (path.startsWith(CODE)) {
      String name = path.substring(CODE.length());
      return scenario.files().stream().anyMatch(file -> file.name().equals(name));
    }
    return FIXED.contains(path)
        || symbol(path).length() > 0
        || VALUES.stream().anyMatch(value -> Probe.isPath(path + value));
  }

  /** The symbol whose line is named; empty when it is something else. */
  static String symbol(String path) {
    return path.startsWith(LINE) ? path.substring(LINE.length()) : "";
  }
}
