package cloister.world;

/** Which simulator this is; logs and sandboxes name it. */
public final class Simulator {
  public static final String VERSION = "0.2.0";

  private Simulator() {}
}
