package cloister.cc.check.initial;

import cloister.cc.tree.Statement.Store;
import cloister.cc.type.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stores of an initializer; a later one takes the place of those that it covers. */
final class Stores {
  /** More than any program means. */
  private static final int MOST = 4_000_000;

  private static final int NUMBER_BITS = 28;

  private final List<Store> all = new ArrayList<>();

  /**
   * From the first store on that goes back, all of them by their place: so many bits from the
   * start, and in {@link #NUMBER_BITS} below that which one of those there it is.
   */
  private final TreeMap<Long, Store> placed = new TreeMap<>();

  private boolean goesBack;
  private long number;
  private List<Noted> noted = new ArrayList<>();
  private int notes;
  private long highest;
  private long covered;
  private boolean overlaps;

  /** In the order of their places, where two overlap the earlier first. */
  List<Store> all() {
    return goesBack ? List.copyOf(placed.values()) : all;
  }

  private int count() {
    return goesBack ? placed.size() : all.size();
  }

  boolean full() {
    return count() >= MOST || number >= 1L << NUMBER_BITS;
  }

  /** The end of the last byte that is stored to. */
  long highest() {
    return highest;
  }

  /** A store that was added, or a part that was cleared. */
  record Noted(Optional<Store> store, long from, long bytes) {}

  /** Begins to note what is done; the answer is for {@link #noted}. */
  List<Noted> note() {
    List<Noted> outer = noted;
    noted = new ArrayList<>();
    notes++;
    return outer;
  }

  /** What was done since. */
  List<Noted> noted(List<Noted> outer) {
    List<Noted> added = noted;
    noted = outer;
    notes--;
    noted.addAll(added);
    return added;
  }

  void add(Store store) {
    if (notes > 0) {
      noted.add(new Noted(Optional.of(store), 0, 0));
    }
    long first = firstBit(store);
    if (first < highest * 8) {
      remove(first, endBit(store));
    }
    put(store);
    highest = Math.max(highest, (endBit(store) + 7) / 8);
    covered += endBit(store) - first;
  }

  /** Does the same so many bytes further on. */
  void repeat(Noted what, long distance) {
    if (what.store().isEmpty()) {
      clear(what.from() + distance, what.bytes());
      return;
    }
    Store store = what.store().get();
    add(
        new Store(
            (int) (store.offset() + distance), store.type(), store.bitField(), store.value()));
  }

  /** Forgets what was stored in a part that is initialised anew. */
  void clear(long from, long bytes) {
    if (notes > 0) {
      noted.add(new Noted(Optional.empty(), from, bytes));
    }
    if (from < highest) {
      remove(8 * from, 8 * (from + bytes));
    }
  }

  private void put(Store store) {
    if (goesBack) {
      placed.put(firstBit(store) << NUMBER_BITS | number, store);
    } else {
      all.add(store);
    }
    number++;
  }

  private void remove(long from, long to) {
    if (!goesBack) {
      goesBack = true;
      number = 0;
      all.forEach(this::put);
      all.clear();
    }
    Map.Entry<Long, Store> before = placed.lowerEntry(from << NUMBER_BITS);
    overlaps |= before != null && endBit(before.getValue()) > from;
    Iterator<Store> inside =
        placed.subMap(from << NUMBER_BITS, to << NUMBER_BITS).values().iterator();
    while (inside.hasNext()) {
      Store old = inside.next();
      if (endBit(old) <= to) {
        covered -= endBit(old) - firstBit(old);
        inside.remove();
      } else {
        overlaps = true;
      }
    }
  }

  /** True when every byte of an object so long gets a value. */
  boolean coverAll(long bytes) {
    return !overlaps && covered == 8 * bytes || count() > 0 && coversAlone(bytes);
  }

  private boolean coversAlone(long bytes) {
    Store first = goesBack ? placed.firstEntry().getValue() : all.getFirst();
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
