package cloister.cc.dwarf;

import java.util.Map;
import java.util.TreeMap;

/** The texts of the unit, each once: {@code .debug_str} (DWARF 4, 7.26). */
final class Strings {
  final SectionBytes out = new SectionBytes();
  private final Map<String, Integer> places = new TreeMap<>();

  int place(String text) {
    Integer known = places.get(text);
    if (known != null) {
      return known;
    }
    int place = out.length();
    places.put(text, place);
    out.text(text);
    return place;
  }
}
