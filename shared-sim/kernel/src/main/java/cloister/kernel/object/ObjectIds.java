package cloister.kernel.object;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * Gives every kernel object a number of its own, and counts those that have a bound of their own.
 */
public final class ObjectIds implements Saveable {
  private int last;
  private int locks;

  public int next() {
    return ++last;
  }

  /** How many locks of files there are. */
  public int locks() {
    return locks;
  }

  /**
   * @param more may be below 0
   */
  public void countLocks(int more) {
    locks += more;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(last);
    out.writeInt(locks);
  }

  @Override
  public void load(StateReader in) {
    last = in.readInt();
    locks = in.readInt();
  }
}
