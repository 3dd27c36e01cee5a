package cloister.cc.type;

/** The identity of an enumeration; its values are constants and its storage an integer kind. */
public final class EnumType {
  private final String tag;

  /**
   * @param tag empty without one
   */
  public EnumType(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }
}
