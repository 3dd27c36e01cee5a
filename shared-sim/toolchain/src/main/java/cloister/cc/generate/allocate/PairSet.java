package cloister.cc.generate.allocate;

/** A set of pairs of registers, by open addressing. */
final class PairSet {
  private long[] table = new long[1024];
  private int size;

  /** Adds a pair in either order; false when it was there. */
  boolean add(int a, int b) {
    if (2 * size >= table.length) {
      grow();
    }
    long key = key(a, b);
    int place = place(table, key);
    if (table[place] == key) {
      return false;
    }
    table[place] = key;
    size++;
    return true;
  }

  boolean contains(int a, int b) {
    long key = key(a, b);
    return table[place(table, key)] == key;
  }

  /** Never zero, which marks an empty place: the second of two is at least one. */
  private static long key(int a, int b) {
    return a < b ? (long) a << 32 | b : (long) b << 32 | a;
  }

  private static int place(long[] table, long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int place = (int) (hash >>> 40) & table.length - 1;
    while (table[place] != 0 && table[place] != key) {
      place = place + 1 & table.length - 1;
    }
    return place;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (long key : old) {
      if (key != 0) {
        table[place(table, key)] = key;
      }
    }
  }
}
