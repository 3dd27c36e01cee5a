package cloister.cc.lower;

import cloister.cc.tree.Statement.Store;
import java.util.List;

/**
 * Stores of an initializer that come again and again, as those of a range's elements do.
 *
 * @param period the stores of the first element
 * @param stride bytes from one element to the next
 * @param count of elements
 */
record Repetition(List<Store> period, int stride, int count) {
  private static final int LONGEST_PERIOD = 64;

  /** Fewer stores are shorter one by one. */
  private static final int LOOP = 32;

  /** What begins with a store; a count of one when nothing is repeated. */
  static Repetition at(List<Store> stores, int from) {
    int last = Math.min(from + LONGEST_PERIOD, stores.size() - 1);
    for (int next = from + 1; next <= last; next++) {
      if (stores.get(next).value() == stores.get(from).value()) {
        return of(stores, from, next - from);
      }
    }
    return new Repetition(stores.subList(from, from + 1), 0, 1);
  }

  private static Repetition of(List<Store> stores, int from, int period) {
    int stride = stores.get(from + period).offset() - stores.get(from).offset();
    int next = from + period;
    while (next < stores.size() && isSame(stores.get(next - period), stores.get(next), stride)) {
      next++;
    }
    return new Repetition(stores.subList(from, from + period), stride, (next - from) / period);
  }

  private static boolean isSame(Store one, Store other, int stride) {
    return one.value() == other.value()
        && one.offset() + stride == other.offset()
        && one.type().equals(other.type())
        && one.bitField().equals(other.bitField());
  }

  int stores() {
    return period.size() * count;
  }

  boolean isLong() {
    return count > 1 && stores() >= LOOP;
  }
}
