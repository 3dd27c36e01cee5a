package cloister.cc.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes that entries have, each once: {@code .debug_abbrev} (DWARF 4, 7.5.3). */
final class Abbreviations {
  private final Map<List<Integer>, Integer> codes = new LinkedHashMap<>();

  /** The number of an entry's shape: tag, whether it owns others, attributes with their forms. */
  int code(Entry entry) {
    List<Integer> shape = new ArrayList<>();
    shape.add(entry.tag());
    shape.add(entry.children().isEmpty() ? 0 : 1);
    for (Entry.Attribute attribute : entry.attributes()) {
      shape.add(attribute.name());
      shape.add(attribute.value().form());
    }
    Integer known = codes.get(shape);
    if (known != null) {
      return known;
    }
    codes.put(shape, codes.size() + 1);
    return codes.size();
  }

  SectionBytes write() {
    SectionBytes out = new SectionBytes();
    codes.forEach(
        (shape, code) -> {
          out.unsigned(code);
          out.unsigned(shape.get(0));
          out.octet(shape.get(1));
          shape.subList(2, shape.size()).forEach(out::unsigned);
          out.octet(0);
          out.octet(0);
        });
    out.octet(0);
    return out;
  }
}
