package cloister.kernel.ns;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Which ids of a user namespace stand for which of the kernel's (user_namespaces(7)): ranges of
 * three words each, the first id inside, the first of the kernel's, and how many. Never changed.
 */
public record IdMap(int... ranges) {
  /** Every id is itself. */
  public static final IdMap ALL = new IdMap(0, 0, -1);

  /** No id is anything. */
  public static final IdMap NONE = new IdMap();

  /** What stands for an id that a namespace does not know (overflowuid). */
  public static final int OVERFLOW = 65534;

  public boolean isEmpty() {
    return ranges.length == 0;
  }

  public int count() {
    return ranges.length / 3;
  }

  /** The kernel's id; -1 where there is none. */
  public int toKernel(int id) {
    return find(id, 0, 1);
  }

  /** The kernel's first id of a range that lies in one of these; -1 where it does not. */
  public int rangeToKernel(int first, int count) {
    long from = first & 0xffff_ffffL;
    long to = from + (count & 0xffff_ffffL);
    for (int i = 0; i < ranges.length; i += 3) {
      long begin = ranges[i] & 0xffff_ffffL;
      if (from >= begin && to <= begin + (ranges[i + 2] & 0xffff_ffffL)) {
        return ranges[i + 1] + (int) (from - begin);
      }
    }
    return -1;
  }

  /** The id inside; -1 where there is none. */
  public int fromKernel(int id) {
    return find(id, 1, 0);
  }

  private int find(int id, int from, int to) {
    for (int i = 0; i < ranges.length; i += 3) {
      int offset = id - ranges[i + from];
      if (id != -1 && Integer.compareUnsigned(offset, ranges[i + 2]) < 0) {
        return ranges[i + to] + offset;
      }
    }
    return -1;
  }

  /** The id inside, or the one that stands for all that are not known. */
  public int shown(int kernelId) {
    int id = fromKernel(kernelId);
    return id == -1 ? OVERFLOW : id;
  }

  void save(ObjectWriter out) {
    out.numbers(ranges);
  }

  static IdMap load(ObjectReader in) {
    return new IdMap(in.numbers());
  }
}
