package cloister.cc.generate.machine;

/** A place in the frame: a variable, a spilled register, or an argument of the caller's. */
public final class Slot {
  /** What ESP is a multiple of at calls. */
  public static final int STACK_ALIGNMENT = 16;

  private final int sizeBytes;
  private final int alignment;
  private final boolean argument;
  private int offset;
  private boolean used;

  private Slot(int sizeBytes, int alignment, boolean argument, int offset) {
    this.sizeBytes = sizeBytes;
    this.alignment = alignment;
    this.argument = argument;
    this.offset = offset;
  }

  public static Slot local(int sizeBytes, int alignment) {
    return new Slot(sizeBytes, alignment, false, 0);
  }

  /** Above the return address. */
  public static Slot argument(int sizeBytes, int argumentOffset) {
    return new Slot(sizeBytes, 4, true, 4 + argumentOffset);
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  public int alignment() {
    return alignment;
  }

  public boolean isArgument() {
    return argument;
  }

  /** Bytes from where ESP points at the function's entry, to the return address. */
  public int offset() {
    return offset;
  }

  public void place(int entryOffset) {
    offset = entryOffset;
  }

  /** True when the code names it: only then it needs room. */
  public boolean isUsed() {
    return used;
  }

  public void use() {
    used = true;
  }
}
