package cloister.elf;

import cloister.bits.Bytes;
import cloister.codec.Utf8;
import java.util.Map;
import java.util.TreeMap;

/** Names behind each other, each ended by a zero (gABI, string table). */
final class StringTable {
  private final Bytes bytes = new Bytes();
  private final Map<String, Integer> places = new TreeMap<>();

  StringTable() {
    bytes.add(0);
  }

  /** The offset of a name; the same name is kept once. */
  int place(String name) {
    if (name.isEmpty()) {
      return 0;
    }
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    int place = bytes.length();
    places.put(name, place);
    byte[] encoded = Utf8.encode(name);
    bytes.add(encoded, 0, encoded.length);
    bytes.add(0);
    return place;
  }

  byte[] toArray() {
    return bytes.toArray();
  }
}
