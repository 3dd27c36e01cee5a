package cloister.cc.assemble;

import cloister.cc.code.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections of an object, in the order in which they were begun. */
final class Sections {
  private final Map<String, SectionCode> all = new LinkedHashMap<>();
  private SectionCode current;

  /** Goes on in a section, which the name alone says. */
  void enter(Item.Section section) {
    current = named(section);
  }

  /** The section of that name, begun now unless it was before. */
  SectionCode named(Item.Section section) {
    return all.computeIfAbsent(section.name(), _ -> new SectionCode(section, all.size()));
  }

  SectionCode current() {
    return current;
  }

  List<SectionCode> all() {
    return List.copyOf(all.values());
  }
}
