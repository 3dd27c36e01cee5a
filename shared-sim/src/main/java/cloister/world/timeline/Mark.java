package cloister.world.timeline;

/** A step that stands out on the timeline. */
public record Mark(int step, Kind kind, Moment moment) {

  /** Why it stands out; the order is that of the drawing. */
  public enum Kind {
    CROSSING("crossing"),
    FAULT("fault"),
    EXIT("exit"),
    CALL("call"),
    TABLE("table"),
    HALT("halt"),
    POKE("poke"),
    LIE("lie");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
