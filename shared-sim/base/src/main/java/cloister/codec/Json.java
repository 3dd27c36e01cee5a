package cloister.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259): an immutable tree that keeps the order of its members. */
public sealed interface Json {
  Json NULL = new Nul();

  record Str(String value) implements Json {}

  /** A number; whole numbers are exact up to 2^53. */
  record Num(double value) implements Json, Comparable<Num> {
    public boolean isWhole() {
      return value == Math.floor(value) && value > -9.1e15 && value < 9.1e15;
    }

    /** True for whole numbers that 32 bits can hold, signed or unsigned. */
    public boolean isWord() {
      return isWhole() && value >= -2147483648.0 && value <= 4294967295.0;
    }

    /** The 32 bits of a word; a plain cast is wrong in JavaScript. */
    public int word() {
      return (int) (value > 2147483647.0 ? value - 4294967296.0 : value);
    }

    @Override
    public int compareTo(Num other) {
      return Double.compare(value, other.value);
    }
  }

  record Bool(boolean value) implements Json {}

  record Nul() implements Json {}

  record Arr(List<Json> items) implements Json {}

  record Obj(Map<String, Json> members) implements Json {
    /** The value of a member, or {@link Json#NULL} where there is none. */
    public Json get(String key) {
      Json value = members.get(key);
      return value == null ? NULL : value;
    }
  }

  static Json of(String value) {
    return new Str(value);
  }

  static Json of(int value) {
    return new Num(value);
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  /** The 32-bit word as the unsigned number that it is in JSON. */
  static Json unsigned(int value) {
    return new Num(half(value));
  }

  /** The unsigned number of 64 bits in two words, exact up to 2^53. */
  static Json unsigned(int high, int low) {
    return new Num(half(high) * 4294967296.0 + half(low));
  }

  private static double half(int word) {
    return word < 0 ? word + 4294967296.0 : word;
  }

  static Json array(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  static Json strings(List<String> texts) {
    List<Json> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Str(text));
    }
    return new Arr(Collections.unmodifiableList(items));
  }

  static Members object() {
    return new Members();
  }

  /** The value as text without spaces, members in their own order. */
  default String write() {
    return new JsonWriter(false).write(this);
  }

  /** As {@link #write} with members sorted by key: equal trees give equal text. */
  default String writeSorted() {
    return new JsonWriter(true).write(this);
  }

  /** An object in the making. */
  final class Members {
    private final Map<String, Json> members = new LinkedHashMap<>();

    public Members put(String key, Json value) {
      members.put(key, value);
      return this;
    }

    public Members put(String key, String value) {
      return put(key, of(value));
    }

    public Members put(String key, int value) {
      return put(key, of(value));
    }

    public Members put(String key, boolean value) {
      return put(key, of(value));
    }

    public Members putUnsigned(String key, int value) {
      return put(key, unsigned(value));
    }

    public Members put(String key, List<? extends Json> items) {
      return put(key, array(items));
    }

    /** The finished object; the builder must not be used afterwards. */
    public Obj build() {
      return new Obj(Collections.unmodifiableMap(members));
    }
  }
}
