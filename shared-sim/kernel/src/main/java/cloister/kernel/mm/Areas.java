package cloister.kernel.mm;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** The areas of an address space: in order, never overlapping, joined where they only go on. */
final class Areas {
  private final List<Area> list = new ArrayList<>();

  /** The most pages that there have been. */
  private int peak;

  List<Area> all() {
    return list;
  }

  /** The area that holds a page, or null. */
  Area at(int page) {
    Area next = atOrBehind(page);
    return next != null && next.holds(page) ? next : null;
  }

  /** The first area that ends behind a page, or null. */
  Area atOrBehind(int page) {
    int index = indexBehind(page);
    return index < list.size() ? list.get(index) : null;
  }

  private int indexBehind(int page) {
    int low = 0;
    int high = list.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (list.get(middle).end > page) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  void add(Area area) {
    int index = indexBehind(area.first);
    list.add(index, area);
    join(index + 1);
    join(index);
    grown();
  }

  /** There are more pages than before. */
  void grown() {
    peak = Math.max(peak, pages());
  }

  int peak() {
    return peak;
  }

  /** Joins the area at an index with the one before it, where that is possible. */
  private void join(int index) {
    if (index <= 0 || index >= list.size()) {
      return;
    }
    Area before = list.get(index - 1);
    if (before.goesOnWith(list.get(index))) {
      Area joined = list.remove(index);
      before.end = joined.end;
      joined.dropped();
    }
  }

  /** Cuts areas so that one begins at a page, if one holds it. */
  void split(int page) {
    int index = indexBehind(page);
    if (index < list.size() && list.get(index).first < page) {
      Area whole = list.get(index);
      list.add(index + 1, whole.part(page, whole.end));
      whole.end = page;
    }
  }

  /** Takes away what lies in a range; whoever gets it says that it is dropped. */
  List<Area> remove(int first, int end) {
    List<Area> gone = within(first, end);
    list.removeAll(gone);
    return gone;
  }

  /** The areas of a range, cut at its ends. */
  List<Area> within(int first, int end) {
    split(first);
    split(end);
    List<Area> found = new ArrayList<>();
    for (int i = indexBehind(first); i < list.size() && list.get(i).first < end; i++) {
      found.add(list.get(i));
    }
    return found;
  }

  /** After rights have changed. */
  void joinAll() {
    for (int i = list.size() - 1; i > 0; i--) {
      join(i);
    }
  }

  /** Whether an area lies in a range. */
  boolean isFree(int first, int end) {
    Area next = atOrBehind(first);
    return next == null || next.first >= end;
  }

  /** The highest free range of so many pages below {@code top}; -1 without one. */
  int freeBelow(int top, int pages, int lowest) {
    int end = top;
    for (int i = list.size() - 1; i >= 0 && end - pages >= lowest; i--) {
      Area area = list.get(i);
      if (area.first < end) {
        if (area.end <= end - pages) {
          return end - pages;
        }
        end = Math.min(end, area.first);
      }
    }
    return end - pages >= lowest ? end - pages : -1;
  }

  int pages() {
    int sum = 0;
    for (Area area : list) {
      sum += area.end - area.first;
    }
    return sum;
  }

  void save(ObjectWriter out) {
    out.number(peak);
    out.number(list.size());
    list.forEach(area -> area.save(out));
  }

  void load(ObjectReader in) {
    peak = in.number();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      list.add(Area.load(in));
    }
  }
}
