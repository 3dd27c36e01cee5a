package cloister.kernel.mm;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * What is behind an area of memory.
 *
 * @param pages what pages are taken from; null where they are zeros at first
 * @param file that is mapped; null for none
 * @param name as {@code /proc/PID/maps} shows it: the path of a file, {@code [heap]}, or nothing
 */
public record Backing(PageCache pages, MappedFile file, String name) {
  public static Backing zeros(String name) {
    return new Backing(null, null, name);
  }

  public static Backing of(MappedFile file, PageCache pages) {
    return new Backing(pages, file, file.name());
  }

  boolean joins() {
    return file == null || file.joins();
  }

  void share() {
    if (pages != null) {
      pages.share();
    }
    if (file != null) {
      file.share();
    }
  }

  void leave() {
    if (pages != null) {
      pages.leave();
    }
    if (file != null) {
      file.release();
    }
  }

  void save(ObjectWriter out) {
    out.pointer(pages);
    out.pointer(file);
    out.text(name);
  }

  static Backing load(ObjectReader in) {
    PageCache pages = in.pointer();
    MappedFile file = in.pointer();
    return new Backing(pages, file, in.text());
  }
}
