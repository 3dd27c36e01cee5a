package cloister.cpu.translate.wasm;

/**
 * Which nodes of a region are loops: a node that a later one jumps back to begins one, and the last
 * that does so ends it. Two loops lie apart or one within the other; where one began in another and
 * ended behind it, the outer one is longer.
 */
final class Loops {
  /** No loop. */
  static final int NONE = -1;

  /** The last node of the loop that begins with a node; {@link #NONE} where none does. */
  private final int[] last;

  /** The first node of the innermost loop that a node is in, but not the first of. */
  private final int[] around;

  /**
   * @param latest the last node that jumps to each; those that none behind them jumps to do not
   *     matter
   */
  Loops(int[] latest) {
    last = new int[latest.length];
    around = new int[latest.length];
    int[] open = new int[latest.length];
    int depth = 0;
    for (int node = 0; node < latest.length; node++) {
      while (depth > 0 && last[open[depth - 1]] < node) {
        depth--;
      }
      around[node] = depth > 0 ? open[depth - 1] : NONE;
      last[node] = latest[node] > node ? latest[node] : NONE;
      if (last[node] != NONE) {
        for (int i = 0; i < depth; i++) {
          last[open[i]] = Math.max(last[open[i]], last[node]);
        }
        open[depth++] = node;
      }
    }
  }

  boolean begins(int node) {
    return last[node] != NONE;
  }

  int last(int first) {
    return last[first];
  }

  /** The first node of the innermost loop that a node is in, but not the first of. */
  int around(int node) {
    return around[node];
  }

  private boolean contains(int first, int node) {
    return first <= node && node <= last[first];
  }

  /**
   * Where one enters on the way from a node, or from outside, to a later one: the first node of the
   * outermost loop that is entered, or the later node itself.
   *
   * @param from a node, or {@link #NONE}
   */
  int entry(int from, int to) {
    int entry = to;
    while (around[entry] != NONE && !contains(around[entry], from)) {
      entry = around[entry];
    }
    return entry;
  }
}
