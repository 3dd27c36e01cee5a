package cloister.cc.random;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that a seed determines. */
public final class Dice {
  private final SplittableRandom random;

  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  public boolean chance(int percent) {
    return below(100) < percent;
  }

  public long number() {
    return random.nextLong();
  }

  public <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }
}
