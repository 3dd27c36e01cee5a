package cloister.event;

/** Why a step stands out on the line of time; the order is that of the drawing. */
public enum MarkKind {
  CROSSING("crossing"),
  FAULT("fault"),
  EXIT("exit"),
  CALL("call"),
  TABLE("table"),
  HALT("halt"),
  POKE("poke"),
  LIE("lie");

  private final String id;

  MarkKind(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
