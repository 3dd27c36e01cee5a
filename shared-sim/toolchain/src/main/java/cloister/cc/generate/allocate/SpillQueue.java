package cloister.cc.generate.allocate;

/** A heap of the registers that may have to be spilled, the cheapest for what it frees first. */
final class SpillQueue {
  private final InterferenceGraph graph;
  private int[] nodes = new int[16];
  private long[] keys = new long[16];
  private int size;

  SpillQueue(InterferenceGraph graph) {
    this.graph = graph;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(int node) {
    if (size == nodes.length) {
      int[] more = new int[2 * size];
      long[] moreKeys = new long[2 * size];
      System.arraycopy(nodes, 0, more, 0, size);
      System.arraycopy(keys, 0, moreKeys, 0, size);
      nodes = more;
      keys = moreKeys;
    }
    place(size++, node, key(node));
  }

  /** Degrees fall while a node waits; one whose price has risen waits again. */
  int removeCheapest() {
    while (true) {
      int node = nodes[0];
      long now = key(node);
      boolean stillCheap = now <= keys[0] + (keys[0] >> 2);
      removeFirst();
      if (stillCheap || size == 0) {
        return node;
      }
      add(node);
    }
  }

  private long key(int node) {
    return (graph.cost[node] << 10) / Math.max(1, graph.degree[node]);
  }

  private void place(int from, int node, long key) {
    int place = from;
    while (place > 0 && keys[place - 1 >> 1] > key) {
      nodes[place] = nodes[place - 1 >> 1];
      keys[place] = keys[place - 1 >> 1];
      place = place - 1 >> 1;
    }
    nodes[place] = node;
    keys[place] = key;
  }

  private void removeFirst() {
    size--;
    int node = nodes[size];
    long key = keys[size];
    int place = 0;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && keys[child + 1] < keys[child]) {
        child++;
      }
      if (keys[child] >= key) {
        break;
      }
      nodes[place] = nodes[child];
      keys[place] = keys[child];
      place = child;
    }
    nodes[place] = node;
    keys[place] = key;
  }
}
