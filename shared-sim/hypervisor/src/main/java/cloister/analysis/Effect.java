package cloister.analysis;

/** What a ring sees of an instruction, over all runs of it that work in ring 0. */
public enum Effect {
  WORKS("works"),
  REFUSED("refused"),
  /** Refused in some forms or states and done in others. */
  PARTLY("partly"),
  LIES("lies");

  private final String id;

  Effect(String id) {
    this.id = id;
  }

  /** The name that pages and programs know it by. */
  public String id() {
    return id;
  }

  static Effect of(int lies, int refused, int runs) {
    if (lies > 0) {
      return LIES;
    }
    if (refused == 0) {
      return WORKS;
    }
    return refused == runs ? REFUSED : PARTLY;
  }
}
