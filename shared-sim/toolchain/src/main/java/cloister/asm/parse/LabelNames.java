package cloister.asm.parse;

/** Completes local label names: {@code .x} belongs to the last label that is not local. */
public final class LabelNames {
  private String parent = "";

  /** The full name of a symbol as written. */
  public String full(String written) {
    String name = written.startsWith("$") ? written.substring(1) : written;
    return isLocal(name) ? parent + name : name;
  }

  /** The full name of a label that is being defined. */
  public String define(String written) {
    String full = full(written);
    if (!full.isEmpty() && full.charAt(0) != '.' && !written.startsWith(".")) {
      parent = full;
    }
    return full;
  }

  private static boolean isLocal(String name) {
    return name.startsWith(".") && !name.startsWith("..");
  }
}
