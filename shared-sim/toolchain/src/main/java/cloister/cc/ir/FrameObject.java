package cloister.cc.ir;

/** An object in the frame: a variable in memory, a structure's temporary, or an argument. */
public final class FrameObject {
  private final String name;
  private final int sizeBytes;
  private final int alignment;
  private final int argumentOffset;

  private FrameObject(String name, int sizeBytes, int alignment, int argumentOffset) {
    this.name = name;
    this.sizeBytes = sizeBytes;
    this.alignment = alignment;
    this.argumentOffset = argumentOffset;
  }

  /** An object that the function makes room for. */
  public static FrameObject local(String name, int sizeBytes, int alignment) {
    return new FrameObject(name, sizeBytes, alignment, -1);
  }

  /**
   * An argument in the caller's frame.
   *
   * @param offset bytes from the first argument, a multiple of 4
   */
  public static FrameObject argument(String name, int sizeBytes, int offset) {
    return new FrameObject(name, sizeBytes, 4, offset);
  }

  public String name() {
    return name;
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  public int alignment() {
    return alignment;
  }

  public boolean isArgument() {
    return argumentOffset >= 0;
  }

  public int argumentOffset() {
    return argumentOffset;
  }
}
