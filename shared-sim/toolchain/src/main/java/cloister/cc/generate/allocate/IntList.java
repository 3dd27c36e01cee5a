package cloister.cc.generate.allocate;

/** A growing list of integers. */
final class IntList {
  private int[] items = new int[4];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int index) {
    return items[index];
  }

  void add(int item) {
    if (size == items.length) {
      int[] longer = new int[2 * size];
      System.arraycopy(items, 0, longer, 0, size);
      items = longer;
    }
    items[size++] = item;
  }

  int removeLast() {
    return items[--size];
  }

  void clear() {
    size = 0;
  }
}
