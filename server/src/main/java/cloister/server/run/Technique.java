package cloister.server.run;

import java.util.List;

/** The ways in which a scenario can be carried out: on the bare machine. */
public final class Technique {
  private static final List<String> NAMES = List.of("none", "bare");

  private Technique() {}

  public static boolean isKnown(String name) {
    return NAMES.contains(name);
  }
}
