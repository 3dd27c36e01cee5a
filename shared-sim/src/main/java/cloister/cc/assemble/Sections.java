package cloister.cc.assemble;

import cloister.cc.code.Item;
import java.util.ArrayList;
import java.util.List;

/** The sections of an object, in the order in which they were begun. */
final class Sections {
  private final List<SectionCode> all = new ArrayList<>();
  private SectionCode current;

  /** Goes on in a section, which the name alone says. */
  void enter(Item.Section section) {
    for (SectionCode one : all) {
      if (one.kind.name().equals(section.name())) {
        current = one;
        return;
      }
    }
    current = new SectionCode(section, all.size());
    all.add(current);
  }

  SectionCode current() {
    return current;
  }

  List<SectionCode> all() {
    return all;
  }
}
