package cloister.cc;

import cloister.cc.Gcc.Outcome;
import java.nio.file.Path;
import java.util.List;

/** Says where two outcomes begin to differ. */
public final class Difference {
  private static final int MAX_SAID = 400;

  private Difference() {}

  /** A line or a few for people. */
  public static String of(Path source, Outcome expected, Outcome actual) {
    String name = source.getFileName().toString();
    if (!actual.compiled()) {
      return name + " is refused: " + shortened(actual.output());
    }
    List<String> theirs = expected.output().lines().toList();
    List<String> ours = actual.output().lines().toList();
    int line = 0;
    while (line < Math.min(theirs.size(), ours.size()) && theirs.get(line).equals(ours.get(line))) {
      line++;
    }
    return "%s ends with %d instead of %d; line %d is %s instead of %s"
        .formatted(
            name,
            actual.status(),
            expected.status(),
            line + 1,
            shortened(line < ours.size() ? ours.get(line) : "missing"),
            shortened(line < theirs.size() ? theirs.get(line) : "missing"));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SAID ? text : text.substring(0, MAX_SAID) + "…";
  }
}
