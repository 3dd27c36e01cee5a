package cloister.lessons;

import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import java.util.List;

/** What a link {@code see:PATH} in a lesson's text may name: a thing that the lab can show. */
final class Things {
  private static final List<String> FIXED =
      List.of("console", "stack", "flags", "registers", "devices", "exits");

  /** What makes a whole thing's path that of one of its values. */
  private static final List<String> VALUES = List.of("", ".dpl", ".user", ".4");

  private static final List<String> PICTURES =
      List.of(
          "picture.rings",
          "picture.monastery",
          "picture.stack",
          "picture.pages",
          "picture.guests",
          "picture.translation");

  /** What only a host with a kernel of ours has. */
  private static final List<String> KERNEL =
      List.of(
          "calls",
          "processes",
          "files",
          "memory-map",
          "fences",
          "capabilities",
          "layers",
          "picture.processes");

  /** A file, and the button that loads it as the lesson gave it. */
  private static final List<String> FILES = List.of("code.", "original.");

  private static final String LINE = "line.";

  private Things() {}

  static boolean has(Scenario scenario, String path) {
    for (String prefix : FILES) {
      if (path.startsWith(prefix)) {
        String name = path.substring(prefix.length());
        return scenario.files().stream().anyMatch(file -> file.name().equals(name));
      }
    }
    if (KERNEL.contains(path)) {
      return scenario.model().equals(Scenario.LINUX);
    }
    return FIXED.contains(path)
        || PICTURES.contains(path)
        || symbol(path).length() > 0
        || VALUES.stream().anyMatch(value -> Probe.isPath(path + value));
  }

  /** The symbol whose line is named; empty when it is something else. */
  static String symbol(String path) {
    String place = path.startsWith(LINE) ? path.substring(LINE.length()) : "";
    int dot = place.indexOf('.');
    return dot < 0 ? place : place.substring(0, dot);
  }

  /** True when a program has the line that a path names: behind its symbol, one with its word. */
  static boolean hasLine(Scenario scenario, String path) {
    String symbol = symbol(path);
    int word = LINE.length() + symbol.length() + 1;
    return scenario.files().stream()
        .map(SourceFile::text)
        .filter(text -> text.contains(symbol))
        .anyMatch(
            text ->
                word >= path.length()
                    || text.indexOf(path.substring(word), text.indexOf(symbol)) >= 0);
  }
}
