package cloister.asm.layout;

import cloister.asm.encode.Site;
import cloister.asm.value.Base;
import cloister.asm.value.Value;
import java.util.ArrayList;
import java.util.List;

/** All sections, and where they lie: those with bytes in order of appearance, then the others. */
final class Sections implements Site.Layout {
  static final String CODE = ".text";

  private final List<Section> sections = new ArrayList<>();
  private long origin;

  Sections() {
    named(CODE);
  }

  /** The section of a name, new when it was not there. */
  Section named(String name) {
    for (Section section : sections) {
      if (section.name.equals(name)) {
        return section;
      }
    }
    Section section = new Section(name, sections.size());
    sections.add(section);
    return section;
  }

  long origin() {
    return origin;
  }

  void setOrigin(long origin) {
    this.origin = origin;
  }

  void beginPass() {
    sections.forEach(Section::beginPass);
  }

  long totalLength() {
    long total = 0;
    for (Section section : sections) {
      total += section.holdsNothing ? 0 : section.length;
    }
    return total;
  }

  @Override
  public long absolute(Value value) {
    long sum = value.number();
    for (Value.Term term : value.terms()) {
      if (term.base() instanceof Base.SectionStart base) {
        sum += term.factor() * sections.get(base.section()).address;
      }
    }
    return sum;
  }

  /** Gives every section its place, by the lengths that the last pass found. */
  void place() {
    long end = origin;
    long addressEnd = origin;
    for (Section section : inOrder()) {
      place(section, section.holdsNothing ? addressEnd : end);
      addressEnd = section.address + section.length;
      end = section.length == 0 ? end : Math.max(end, section.start + section.length);
    }
  }

  private List<Section> inOrder() {
    List<Section> order = new ArrayList<>();
    for (boolean nothing : new boolean[] {false, true}) {
      for (Section section : sections) {
        if (section.holdsNothing == nothing && section.follows.isEmpty()) {
          order.add(section);
        }
      }
    }
    for (Section section : sections) {
      if (!section.follows.isEmpty()) {
        order.add(placeAfter(section.follows, order), section);
      }
    }
    return order;
  }

  private static int placeAfter(String name, List<Section> order) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).name.equals(name)) {
        return i + 1;
      }
    }
    return order.size();
  }

  private static void place(Section section, long end) {
    boolean first = section.number == 0;
    section.start = section.fixedStart.orElse(first ? end : aligned(end, section.alignment));
    section.address = section.fixedAddress.orElse(section.start);
  }

  private static long aligned(long address, long alignment) {
    return address + alignment - 1 & -alignment;
  }

  /** The bytes from the first section to the last that has some; gaps are zero. */
  byte[] image(int most) {
    long end = origin;
    for (Section section : sections) {
      if (!section.holdsNothing && section.length > 0) {
        end = Math.max(end, section.start + section.length);
      }
    }
    byte[] image = new byte[(int) Math.min(most, end - origin)];
    for (Section section : sections) {
      long at = section.start - origin;
      if (!section.holdsNothing && at >= 0 && at + section.length <= image.length) {
        section.bytes.copyTo(image, (int) at);
      }
    }
    return image;
  }

  boolean fits(int most) {
    for (Section section : sections) {
      long end = section.start - origin + section.length;
      if (!section.holdsNothing && section.length > 0 && (end > most || section.start < origin)) {
        return false;
      }
    }
    return true;
  }
}
