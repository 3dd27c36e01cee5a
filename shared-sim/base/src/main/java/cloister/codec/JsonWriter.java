package cloister.codec;

import cloister.bits.Hex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes JSON text without spaces. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final boolean sorted;

  JsonWriter(boolean sorted) {
    this.sorted = sorted;
  }

  String write(Json json) {
    value(json);
    return out.toString();
  }

  private void value(Json json) {
    switch (json) {
      case Json.Str text -> string(text.value());
      case Json.Num number -> number(number);
      case Json.Bool flag -> out.append(flag.value());
      case Json.Nul _ -> out.append("null");
      case Json.Arr array -> array(array.items());
      case Json.Obj object -> object(object.members());
    }
  }

  private void array(List<Json> items) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(items.get(i));
    }
    out.append(']');
  }

  private void object(Map<String, Json> members) {
    List<String> keys = new ArrayList<>(members.keySet());
    if (sorted) {
      Collections.sort(keys);
    }
    out.append('{');
    for (int i = 0; i < keys.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      string(keys.get(i));
      out.append(':');
      value(members.get(keys.get(i)));
    }
    out.append('}');
  }

  private void number(Json.Num number) {
    double value = number.value();
    if (!number.isWhole()) {
      out.append(value);
    } else if (value >= -2147483648.0 && value <= 2147483647.0) {
      out.append((int) value);
    } else {
      large(value);
    }
  }

  /** Two decimal halves, because a cast to long is slow and one to int wrong in JavaScript. */
  private void large(double value) {
    double magnitude = Math.abs(value);
    double high = Math.floor(magnitude / 1e8);
    int low = (int) (magnitude - high * 1e8);
    if (value < 0) {
      out.append('-');
    }
    out.append((int) high);
    String digits = Integer.toString(low);
    out.append("00000000", 0, 8 - digits.length()).append(digits);
  }

  private void string(String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, from, i);
      from = i + 1;
      escape(c);
    }
    out.append(text, from, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(Hex.hex16(c));
    }
  }
}
