package cloister.kernel.vfs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists of watches, by their ids, that are never changed: whoever goes through one may change. */
final class InodeWatches {
  private InodeWatches() {}

  static List<InodeWatch> with(List<InodeWatch> watches, InodeWatch one) {
    List<InodeWatch> more = new ArrayList<>(watches);
    more.add(one);
    more.sort(Comparator.comparingInt(InodeWatch::id));
    return more;
  }

  /** By the files, those that were made last before others, as Linux lists them. */
  static List<InodeWatch> newestFirst(List<InodeWatch> watches) {
    List<InodeWatch> sorted = new ArrayList<>(watches);
    sorted.sort(Comparator.comparingInt(watch -> -watch.file().number()));
    return sorted;
  }

  static List<InodeWatch> without(List<InodeWatch> watches, InodeWatch one) {
    List<InodeWatch> fewer = new ArrayList<>(watches);
    fewer.remove(one);
    return fewer.isEmpty() ? List.of() : fewer;
  }
}
