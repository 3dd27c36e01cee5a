package cloister.cc.type;

import java.util.List;

/**
 * A structure or union (C11 6.7.2.1). It has no members until its list has been read; two with the
 * same members are two types.
 */
public final class RecordType implements Type {
  private final boolean union;
  private final String tag;
  private List<Field> fields = List.of();
  private int size;
  private int alignment = 1;
  private boolean complete;
  private boolean transparent;

  /**
   * @param tag empty without one
   */
  public RecordType(boolean union, String tag) {
    this.union = union;
    this.tag = tag;
  }

  /** Gives the type its members, once. */
  public void complete(List<Field> members, int sizeBytes, int alignmentBytes) {
    fields = List.copyOf(members);
    size = sizeBytes;
    alignment = alignmentBytes;
    complete = true;
  }

  /** GNU's attribute: as a parameter's type it takes what one of its members takes. */
  public boolean isTransparent() {
    return transparent;
  }

  public void makeTransparent() {
    transparent = true;
  }

  public boolean isUnion() {
    return union;
  }

  public String tag() {
    return tag;
  }

  /** The members in order; those of an anonymous member are in its own type. */
  public List<Field> fields() {
    return fields;
  }

  @Override
  public int size() {
    if (!complete) {
      throw new IllegalStateException("incomplete structure " + tag);
    }
    return size;
  }

  @Override
  public int alignment() {
    return alignment;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }
}
