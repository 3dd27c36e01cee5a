package cloister.kernel.mm;

import cloister.kernel.object.KernelObject;

/** An open file that can be mapped, and is closed only when it is nowhere mapped any more. */
public abstract class MappedFile extends KernelObject {
  protected MappedFile(int id) {
    super(id);
  }

  /** How it was named when it was opened. */
  public abstract String name();

  /** One more descriptor or area has it. */
  public abstract void share();

  /** Whether areas become one where each only goes on with the one before. */
  public boolean joins() {
    return true;
  }

  /** One less; the last one closes it. */
  public abstract void release();
}
