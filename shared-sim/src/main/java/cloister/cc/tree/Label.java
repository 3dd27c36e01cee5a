package cloister.cc.tree;

/** A place in a function that control can go to; identity is what counts. */
public final class Label {
  private final String name;

  /**
   * @param name as written, or empty
   */
  public Label(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }
}
