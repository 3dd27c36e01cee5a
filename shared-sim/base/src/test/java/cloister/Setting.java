package cloister;

/** How long and from where random tests go on, set from outside (see docs/how/recipes.md). */
public final class Setting {
  /** Set by the profile {@code full}: the quick tests go on for a second each. */
  private static final boolean FULL = Boolean.getBoolean("cloister.full");

  private Setting() {}

  /** The number in an environment variable, or another one when it is not set. */
  public static long of(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  /** For how many seconds a random test goes on: as the variable says, else one, or in full. */
  public static long seconds(String name, long full) {
    return of(name, FULL ? full : Math.min(full, 1));
  }
}
