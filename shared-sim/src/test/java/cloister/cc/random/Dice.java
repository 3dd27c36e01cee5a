package cloister.cc.random;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that a seed determines. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }

  long number() {
    return random.nextLong();
  }

  <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }
}
