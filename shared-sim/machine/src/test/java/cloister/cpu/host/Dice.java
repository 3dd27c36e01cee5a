package cloister.cpu.host;

/** A seeded generator whose numbers are ours, so that a failing seed is the same everywhere. */
final class Dice {
  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** SplitMix64 (Steele, Lea and Flood 2014), upper half. */
  int next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (int) ((z ^ z >>> 31) >>> 32);
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) ((next() & 0xffffffffL) * bound >>> 32);
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }

  int oneOf(int... values) {
    return values[below(values.length)];
  }
}
