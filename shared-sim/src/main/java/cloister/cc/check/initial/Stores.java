package cloister.cc.check.initial;

import cloister.cc.tree.Statement.Store;
import cloister.cc.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stores of an initializer; a later one takes the place of those that it covers. */
final class Stores {
  /** More than any program means. */
  private static final int MOST = 4_000_000;

  private final List<Store> all = new ArrayList<>();
  private List<Store> noted = new ArrayList<>();
  private int notes;
  private long highest;
  private long covered;
  private boolean overlaps;

  List<Store> all() {
    return all;
  }

  boolean full() {
    return all.size() >= MOST;
  }

  /** The end of the last byte that is stored to. */
  long highest() {
    return highest;
  }

  /** Begins to note what is added; the answer is for {@link #noted}. */
  List<Store> note() {
    List<Store> outer = noted;
    noted = new ArrayList<>();
    notes++;
    return outer;
  }

  /** What was added since. */
  List<Store> noted(List<Store> outer) {
    List<Store> added = noted;
    noted = outer;
    notes--;
    noted.addAll(added);
    return added;
  }

  void add(Store store) {
    if (notes > 0) {
      noted.add(store);
    }
    long first = firstBit(store);
    if (first < highest * 8) {
      remove(first, endBit(store));
    }
    all.add(store);
    highest = Math.max(highest, (endBit(store) + 7) / 8);
    covered += endBit(store) - first;
  }

  /** Forgets what was stored in a part that is initialised anew. */
  void clear(long from, long bytes) {
    if (from < highest) {
      remove(8 * from, 8 * (from + bytes));
    }
  }

  private void remove(long from, long to) {
    int kept = 0;
    for (Store old : all) {
      long first = firstBit(old);
      long end = endBit(old);
      if (first >= from && end <= to) {
        covered -= end - first;
      } else {
        overlaps |= first < to && end > from;
        all.set(kept++, old);
      }
    }
    while (all.size() > kept) {
      all.removeLast();
    }
  }

  /** True when every byte of an object so long gets a value. */
  boolean coverAll(long bytes) {
    return !overlaps && covered == 8 * bytes || !all.isEmpty() && coversAlone(bytes);
  }

  private boolean coversAlone(long bytes) {
    Store first = all.getFirst();
    return firstBit(first) == 0 && endBit(first) == 8 * bytes;
  }

  static long firstBit(Store store) {
    Optional<Field> field = store.bitField();
    return 8L * store.offset() + (field.isPresent() ? field.get().bit() : 0);
  }

  static long endBit(Store store) {
    Optional<Field> field = store.bitField();
    long bits = field.isPresent() ? field.get().width() : 8L * store.type().type().size();
    return firstBit(store) + bits;
  }
}
