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
    current = named(section);
  }

  /** The section of that name, begun now unless it was before. */
  SectionCode named(Item.Section section) {
    for (SectionCode one : all) {
      if (one.kind.name().equals(section.name())) {
        return one;
      }
    }
    SectionCode fresh = new SectionCode(section, all.size());
    all.add(fresh);
    return fresh;
  }

  SectionCode current() {
    return current;
  }

  List<SectionCode> all() {
    return all;
  }
}
