package cloister.kernel.object;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** Gives every kernel object a number of its own. */
public final class ObjectIds implements Saveable {
  private int last;

  public int next() {
    return ++last;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(last);
  }

  @Override
  public void load(StateReader in) {
    last = in.readInt();
  }
}
