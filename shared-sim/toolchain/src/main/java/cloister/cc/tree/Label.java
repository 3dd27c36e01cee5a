package cloister.cc.tree;

/** A place in a function that control can go to; identity is what counts. */
public final class Label {
  private final String name;
  private final String assemblerName;

  /**
   * @param name as written, or empty
   */
  public Label(String name) {
    this(name, "");
  }

  public Label(String name, String assemblerName) {
    this.name = name;
    this.assemblerName = assemblerName;
  }

  public String name() {
    return name;
  }

  /** The name by which static objects refer to it; empty for a label that has no name. */
  public String assemblerName() {
    return assemblerName;
  }
}
