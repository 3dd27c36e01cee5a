package cloister.kernel.object;

/** A kernel object that others point at. Its id never changes and is never given again. */
public abstract class KernelObject {
  private final int id;

  /**
   * @param id from {@link ObjectIds}, at least 1
   */
  protected KernelObject(int id) {
    this.id = id;
  }

  public final int id() {
    return id;
  }

  public abstract Kind kind();

  public abstract void save(ObjectWriter out);

  /** Restores what {@link #save} wrote into an object that was just made. */
  public abstract void load(ObjectReader in);
}
