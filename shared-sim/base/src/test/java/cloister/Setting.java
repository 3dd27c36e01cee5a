package cloister;

/** How long and from where random tests go on, set from outside (see HACKING.md). */
public final class Setting {
  private Setting() {}

  /** The number in an environment variable, or another one when it is not set. */
  public static long of(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
