package cloister.machine.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table: a name for which the page has words, and a value in digits or in the manual's
 * abbreviations. What is on or off is left to the page's words.
 */
final class Rows {
  private final List<Json> rows = new ArrayList<>();

  Rows text(String name, String value) {
    rows.add(Json.object().put("name", name).put("value", value).build());
    return this;
  }

  Rows number(String name, int value) {
    return text(name, Integer.toString(value));
  }

  Rows hex(String name, int value, int digits) {
    return text(name, "0x" + Hex.hex(value, digits));
  }

  Rows on(String name, boolean on) {
    rows.add(Json.object().put("name", name).put("on", on).build());
    return this;
  }

  /**
   * A register of one byte or two whose bits have names.
   *
   * @param names from bit 0 up with a blank between two; a point for a bit that has none
   */
  Rows bits(String name, int value, int digits, String names) {
    rows.add(
        Json.object()
            .put("name", name)
            .put("value", "0x" + Hex.hex(value, digits))
            .put("bits", Json.strings(set(value, names)))
            .build());
    return this;
  }

  List<Json> list() {
    return rows;
  }

  /** The names of the bits that are set, the highest first. */
  static List<String> set(int value, String names) {
    List<String> set = new ArrayList<>();
    int bit = 0;
    int start = 0;
    for (int i = 0; i <= names.length(); i++) {
      if (i == names.length() || names.charAt(i) == ' ') {
        String name = names.substring(start, i);
        if ((value >>> bit & 1) != 0 && !name.equals(".")) {
          set.addFirst(name);
        }
        start = i + 1;
        bit++;
      }
    }
    return set;
  }
}
