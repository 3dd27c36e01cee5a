package cloister.cc.type;

import java.util.List;

/** The identity of an enumeration; its values are constants and its storage an integer kind. */
public final class EnumType {
  private final String tag;
  private List<Constant> constants = List.of();
  private boolean complete;

  /**
   * @param tag empty without one
   */
  public EnumType(String tag) {
    this.tag = tag;
  }

  /** A name for a value. */
  public record Constant(String name, long value) {}

  public String tag() {
    return tag;
  }

  /** Its constants in order; none before its list has been read. */
  public List<Constant> constants() {
    return constants;
  }

  /** False before its list has been read. */
  public boolean isComplete() {
    return complete;
  }

  /** Gives the type its constants, once. */
  public void complete(List<Constant> list) {
    constants = List.copyOf(list);
    complete = true;
  }
}
