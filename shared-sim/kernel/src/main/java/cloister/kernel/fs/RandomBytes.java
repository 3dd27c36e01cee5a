package cloister.kernel.fs;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What the kernel gives as random: the same in every run, by xorshift32 (Marsaglia, <i>Xorshift
 * RNGs</i>, 2003). Nothing secret depends on it.
 */
public final class RandomBytes implements Saveable {
  private int state;

  /**
   * @param seed any number but 0
   */
  public RandomBytes(int seed) {
    state = seed;
  }

  public void fill(byte[] into, int count) {
    for (int i = 0; i < count; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      into[i] = (byte) (state >>> 11);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(state);
  }

  @Override
  public void load(StateReader in) {
    state = in.readInt();
  }
}
